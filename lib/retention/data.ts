import "server-only";
import { sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import type { Context } from "@/lib/context";
import { invariant } from "@/lib/errors";
import type { LocalDay } from "@/lib/time";
import type { KeptMonths } from "./kept-months";

export type Retention = {
  months: KeptMonths | null;
  /** What was summarised so far; null while nothing was. */
  summarised: { before: LocalDay; items: number; amountMicro: bigint; at: Date } | null;
};

export function readRetention(ctx: Context): Promise<Retention> {
  return inWorkspace(ctx, async (tx) => {
    const [row] = await tx.execute<{
      months: KeptMonths | null;
      before: LocalDay | null;
      items: string;
      amount: string;
      at: string;
    }>(sql`
      select w.usage_kept_months as months, s.before::text, s.items::text, s.amount::text, s.at::text
      from workspaces w left join (
        select max(kept_from) as before, sum(events + refused) as items, max(summarised_at) as at,
          sum(plan_micro + promo_micro + wallet_micro + number_micro + debt_micro - returned_micro) as amount
        from usage_summaries where workspace_id = ${ctx.workspaceId}
      ) s on true where w.id = ${ctx.workspaceId}`);
    invariant(row, "the gate opened a workspace that exists");
    const { months, before, items, amount, at } = row;
    const summarised = before && { before, items: Number(items), amountMicro: BigInt(amount), at: new Date(at) };
    return { months, summarised };
  });
}

/** What would be summarised today if items were kept for so many months. */
export function foreseeSummary(
  ctx: Context,
  timeZone: string,
  months: KeptMonths,
): Promise<{ before: LocalDay; items: number }> {
  return inWorkspace(ctx, async (tx) => {
    const [row] = await tx.execute<{ before: LocalDay; items: string }>(sql`
      select f.day::text as before, coalesce((
        select sum(d.events - d.summed_events + d.refused - d.summed_refused) from usage_days d
        where d.workspace_id = ${ctx.workspaceId} and d.day < f.day), 0)::text as items
      from (select ((${ctx.now.toISOString()}::timestamptz at time zone ${timeZone})::date - make_interval(months => ${months}))::date as day) f`);
    invariant(row, "a day is one row");
    return { before: row.before, items: Number(row.items) };
  });
}
