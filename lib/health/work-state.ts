import "server-only";
import { sql } from "drizzle-orm";
import { type Db, inScope } from "@/db";

export type WorkState = {
  jobsWaiting: number;
  jobsOldestSeconds: number;
  jobsDead: number;
  outboxOldestSeconds: number;
  outboxDead: number;
  /** null when no worker has ever been heard of, or the last one said goodbye. */
  heartbeatAgeSeconds: number | null;
};

/** How the work behind the pages stands. Ages are taken on the database's clock, the one that wrote the times. */
export function workState(db: Db): Promise<WorkState> {
  return inScope(db, {}, async (tx) => {
    const [row] = await tx.execute<Record<keyof WorkState, string | null>>(sql`
      select
        (select waiting from jobs.waiting()) as "jobsWaiting",
        (select oldest_seconds from jobs.waiting()) as "jobsOldestSeconds",
        (select count(*) from jobs.dead()) as "jobsDead",
        (select oldest_seconds from outbox_state()) as "outboxOldestSeconds",
        (select dead from outbox_state()) as "outboxDead",
        (select extract(epoch from clock_timestamp() - max(seen_at)) from worker_heartbeats) as "heartbeatAgeSeconds"`);
    const figure = (name: keyof WorkState) => Number(row?.[name] ?? 0);
    return {
      jobsWaiting: figure("jobsWaiting"),
      jobsOldestSeconds: figure("jobsOldestSeconds"),
      jobsDead: figure("jobsDead"),
      outboxOldestSeconds: figure("outboxOldestSeconds"),
      outboxDead: figure("outboxDead"),
      heartbeatAgeSeconds: row?.heartbeatAgeSeconds == null ? null : Number(row.heartbeatAgeSeconds),
    };
  });
}
