import "server-only";
import { and, eq } from "drizzle-orm";
import type { Pool } from "pg";
import { inSystem, systemDatabase } from "@/db";
import { outbox } from "@/db/schema/work";

export type DeadLetter = { id: string; what: string; attempts: number; lastError: string; since: Date };

/** Everything that used up its attempts: jobs of the queue by their number, effects of the outbox by their `out_…` id. */
export async function listDead(pool: Pool): Promise<DeadLetter[]> {
  const jobs = await pool.query<DeadLetter>(
    `select id::text, task as what, attempts, coalesce(last_error, '') as "lastError", created_at as since from jobs.dead()`,
  );
  const effects = await inSystem(systemDatabase(), (tx) => tx.select().from(outbox).where(eq(outbox.status, "dead")));
  return [
    ...jobs.rows,
    ...effects.map((row) => ({
      id: row.id,
      what: row.topic,
      attempts: row.attempts,
      lastError: row.lastError ?? "",
      since: row.createdAt,
    })),
  ];
}

/** Gives a dead letter all its attempts back, at once. False when there is no such dead letter. */
export async function retryDead(pool: Pool, id: string, now: Date): Promise<boolean> {
  if (/^\d{1,18}$/.test(id)) {
    const { rowCount } = await pool.query(
      `select graphile_worker.reschedule_jobs(array[d.id], run_at := now(), attempts := 0) from jobs.dead() d where d.id = $1`,
      [id],
    );
    return rowCount === 1;
  }
  const revived = await inSystem(systemDatabase(), (tx) =>
    tx
      .update(outbox)
      .set({ status: "pending", attempts: 0, availableAt: now, finishedAt: null })
      .where(and(eq(outbox.id, id), eq(outbox.status, "dead")))
      .returning({ id: outbox.id }),
  );
  return revived.length === 1;
}
