import "server-only";
import { and, lte, sql } from "drizzle-orm";
import { type Db, inSystem } from "@/db";
import { lots } from "@/db/schema/ledger";

/** Writes off what has expired in workspaces where nothing else happens; elsewhere the next posting does it first. */
export async function sweepLots(db: Db, now: Date): Promise<number> {
  const due = await inSystem(db, (tx) =>
    tx
      .selectDistinct({ workspaceId: lots.workspaceId })
      .from(lots)
      .where(and(lots.isOpen, lte(lots.expiresAt, now))),
  );
  for (const { workspaceId } of due) {
    await db.execute(sql`select books.open_books(${workspaceId}, ${now.toISOString()}::timestamptz)`);
  }
  return due.length;
}

/** The log's partitions are there before the first event of their month. */
export async function ensureMonths(db: Db, now: Date): Promise<void> {
  const at = sql`${now.toISOString()}::timestamptz`;
  await db.execute(
    sql`select ensure_usage_months((${at} - interval '3 months')::date, (${at} + interval '3 months')::date)`,
  );
}
