import "server-only";
import { sql } from "drizzle-orm";
import { connection, inWorkspace } from "@/db";
import type { Context } from "@/lib/context";

const patienceMs = 2_500;

/** Holds the workspace's books until so many sessions of the database wait for them, then lets all of them go at once. */
export async function throughGate<T>(ctx: Context, expected: number, work: () => Promise<T>): Promise<T> {
  let going: Promise<T> | undefined;
  await inWorkspace(ctx, async (tx) => {
    await tx.execute(sql`select from pockets where workspace_id = ${ctx.workspaceId} and id = 'main' for update`);
    going = work();
    // Whoever fails early must not be an unhandled rejection while the others are still being gathered.
    going.catch(() => undefined);
    const until = performance.now() + patienceMs;
    while ((await waiting()) < expected) {
      if (performance.now() > until) throw new Error(`fewer than ${expected} sessions came to the gate`);
    }
  });
  if (!going) throw new Error("the gate was never closed");
  return going;
}

async function waiting(): Promise<number> {
  const [row] = await connection(process.env.DATABASE_ADMIN_URL).db.execute<{ count: string }>(
    sql`select count(*)::text from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return Number(row?.count);
}
