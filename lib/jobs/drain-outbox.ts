import "server-only";
import { and, asc, eq, lte } from "drizzle-orm";
import { type Db, inSystem, systemDatabase } from "@/db";
import { outbox } from "@/db/schema/work";
import type { Context } from "@/lib/context";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log";
import { type Topic, topicHandlers } from "./outbox-topics";

export const outboxAttempts = 10;

type Row = typeof outbox.$inferSelect;
type Act = (ctx: Context, row: Row) => Promise<void>;

/**
 * Works off everything that is due, oldest first, and tells how many rows it took. Rows are found by what they are
 * (pending, due, nobody's), never by being newer than the last one seen: an id is given before its transaction commits,
 * and the one that commits late would be passed over for ever.
 */
export async function drainOutbox(options: { now?: () => Date; act?: Act; db?: Db } = {}): Promise<number> {
  const { now = () => new Date(), act = actOn, db = systemDatabase() } = options;
  let taken = 0;
  while (await takeOne(db, now(), act)) taken += 1;
  return taken;
}

async function takeOne(db: Db, now: Date, act: Act): Promise<boolean> {
  return inSystem(db, async (tx) => {
    const [row] = await tx
      .select()
      .from(outbox)
      .where(and(eq(outbox.status, "pending"), lte(outbox.availableAt, now)))
      .orderBy(asc(outbox.availableAt), asc(outbox.id))
      .limit(1)
      .for("update", { skipLocked: true });
    if (!row) return false;
    const mine = and(eq(outbox.workspaceId, row.workspaceId), eq(outbox.id, row.id));
    try {
      // A savepoint: what a failing handler wrote is undone, and the record of the failure stays.
      await tx.transaction((inner) => act(contextOf(row, inner, now), row));
      await tx
        .update(outbox)
        .set({ status: "done", attempts: row.attempts + 1, finishedAt: now, lastError: null })
        .where(mine);
    } catch (error) {
      await tx
        .update(outbox)
        .set(failed(row, error, now))
        .where(mine);
    }
    return true;
  });
}

async function actOn(ctx: Context, row: Row): Promise<void> {
  const handler = Object.hasOwn(topicHandlers, row.topic) ? topicHandlers[row.topic as Topic] : undefined;
  if (!handler) throw new Error(`Nobody handles the topic ${row.topic}`);
  await handler(ctx, row.payload as never, row.effectKey);
}

function contextOf(row: Row, db: Db, now: Date): Context {
  return { workspaceId: row.workspaceId, actor: { kind: "system", name: "outbox" }, now, db, requestId: newId("req") };
}

function failed(row: Row, error: unknown, now: Date) {
  const attempts = row.attempts + 1;
  const dead = attempts >= outboxAttempts;
  const fields = { workspace_id: row.workspaceId, outbox_id: row.id, topic: row.topic, attempts, err: error };
  if (dead) log.error(fields, "effect given up; see npm run jobs:dead");
  else log.warn(fields, "effect failed and will be tried again");
  return {
    status: dead ? ("dead" as const) : row.status,
    attempts,
    lastError: (error instanceof Error ? error.message : String(error)).slice(0, 2_000),
    availableAt: new Date(now.getTime() + backOffMs(attempts)),
    finishedAt: dead ? now : null,
  };
}

/** 2 s, 4 s, 8 s … at most an hour. */
export function backOffMs(attempts: number): number {
  return Math.min(2 ** attempts * 1_000, 60 * 60 * 1_000);
}
