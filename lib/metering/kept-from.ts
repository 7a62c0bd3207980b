import "server-only";
import { desc, eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { usageSummaries } from "@/db/schema/usage-sums";
import type { Context } from "@/lib/context";
import { daysBetween, type LocalDay, localDay } from "@/lib/time";

/** Nobody keeps single items for less than three months, so nobody needs to ask about later days. */
const alwaysKeptDays = 80;

/** The first day whose items are single, where days are asked for that begin before it; null where all of them are single. */
export async function keptFrom(ctx: Context, from: LocalDay): Promise<LocalDay | null> {
  if (daysBetween(from, localDay(ctx.now, "UTC")) < alwaysKeptDays) return null;
  const { workspaceId, keptFrom: day, n } = usageSummaries;
  const [row] = await inWorkspace(ctx, (tx) =>
    tx.select({ day }).from(usageSummaries).where(eq(workspaceId, ctx.workspaceId)).orderBy(desc(n)).limit(1),
  );
  return row && from < row.day ? (row.day as LocalDay) : null;
}

type Span = { from: LocalDay; to: LocalDay };

/** The same days as far as their items are single; none of them where the first is after the last. */
export async function singleDays<T extends Span>(ctx: Context, days: T): Promise<T> {
  return { ...days, from: (await keptFrom(ctx, days.from)) ?? days.from };
}
