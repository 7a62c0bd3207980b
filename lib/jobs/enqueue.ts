import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db";
import type { TaskName, Tasks } from "./tasks";

export type EnqueueOptions = {
  /** The same key again, while the job has not run, replaces it: one effect, one job. */
  key?: string;
  runAt?: Date;
  maxAttempts?: number;
};

/** Leaves a job in the caller's transaction: it exists when the change is committed, and never when it is not. */
export async function enqueue<T extends TaskName>(
  tx: Db,
  task: T,
  payload: Tasks[T],
  options: EnqueueOptions = {},
): Promise<void> {
  const { key = null, runAt, maxAttempts = null } = options;
  await tx.execute(sql`select jobs.enqueue(
    ${task}, ${JSON.stringify(payload)}::json, ${key}, ${runAt?.toISOString() ?? null}::timestamptz, ${maxAttempts}::integer)`);
}
