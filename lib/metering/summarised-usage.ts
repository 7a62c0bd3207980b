import "server-only";
import { sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import type { Context } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { addDays, type LocalDay } from "@/lib/time";
import { keptFrom } from "./kept-from";
import type { UsageFilter } from "./usage-filter";
import { inDays, isKeptByDay } from "./usage-totals";

export type SummarisedUsage = {
  /** The first day whose items are single. */
  keptFrom: LocalDay;
  /** The days asked for that are summarised. */
  from: LocalDay;
  to: LocalDay;
  /** What they add up to; null where the filter asks for what days do not keep. */
  totals: { charged: number; refused: number; amountMicro: bigint } | null;
};

type Asked = UsageFilter & { from: LocalDay; to: LocalDay };

/** Of the days asked for, those that are summarised; null where all are single. */
export async function readSummarised(ctx: Context, timeZone: string, filter: Asked): Promise<SummarisedUsage | null> {
  const kept = await keptFrom(ctx, filter.from);
  if (!kept) return null;
  const [to = filter.to] = [addDays(kept, -1), filter.to].toSorted();
  const days = { keptFrom: kept, from: filter.from, to };
  if (!isKeptByDay(filter)) return { ...days, totals: null };
  const [row] = await inWorkspace(ctx, (tx) =>
    tx.execute<{ charged: number; refused: number; amount: string }>(sql`
      select coalesce(sum(d.events), 0)::int as charged, coalesce(sum(d.refused), 0)::int as refused,
        coalesce(sum(d.amount_micro), 0)::text as amount
      from usage_days d where ${inDays(ctx, filter, { ...days, timeZone })}`),
  );
  invariant(row, "a sum is one row");
  return { ...days, totals: { charged: row.charged, refused: row.refused, amountMicro: BigInt(row.amount) } };
}
