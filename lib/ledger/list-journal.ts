import "server-only";
import { and, desc, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { type JournalKind, journal } from "@/db/schema/ledger";
import type { Context } from "@/lib/context";
import type { Bounds } from "@/lib/time";

export type JournalRow = typeof journal.$inferSelect;
export type JournalCursor = { tx: bigint; pocket: string };

type Filter = { bounds?: Partial<Bounds>; kinds?: readonly JournalKind[]; pockets?: readonly string[] };

/** One page of the books, newest first. No row is ever changed, so pages fit together whatever happens between them. */
export function listJournal(
  ctx: Context,
  { bounds = {}, kinds, pockets }: Filter,
  page: { after: JournalCursor | null; limit: number },
): Promise<{ rows: JournalRow[]; next: JournalCursor | null }> {
  const wanted: (SQL | undefined)[] = [
    eq(journal.workspaceId, ctx.workspaceId),
    bounds.start && gte(journal.at, bounds.start),
    bounds.end && lt(journal.at, bounds.end),
    kinds && inArray(journal.kind, [...kinds]),
    pockets && inArray(journal.pocket, [...pockets]),
    page.after ? sql`(${journal.tx}, ${journal.pocket}) < (${page.after.tx}, ${page.after.pocket})` : undefined,
  ];
  return inWorkspace(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(journal)
      .where(and(...wanted))
      .orderBy(desc(journal.tx), desc(journal.pocket))
      .limit(page.limit + 1);
    const shown = rows.slice(0, page.limit);
    const last = shown.at(-1);
    return { rows: shown, next: last && rows.length > shown.length ? { tx: last.tx, pocket: last.pocket } : null };
  });
}
