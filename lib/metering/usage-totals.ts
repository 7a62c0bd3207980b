import { type SQL, sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import type { Bounds } from "@/lib/time";
import { among, together, within } from "./usage-conditions";
import type { UsageFilter } from "./usage-filter";

export type UsageTotals = {
  events: number;
  charged: number;
  refused: number;
  returned: number;
  /** What was charged, without what was given back. */
  amountMicro: bigint;
};

export type TotalsRow = { charged: number; refused: number; returned: number; amount: string };

export function readTotals({ charged, refused, returned, amount }: TotalsRow): UsageTotals {
  return { events: charged + refused, charged, refused, returned, amountMicro: BigInt(amount) };
}

const quarterMs = 15 * 60_000;
const keptInQuarters: readonly string[] = ["from", "to", "channel", "feature"];

/**
 * One row of totals. Quarter hours tell what was charged, to the last event, where the filter asks for nothing that they do
 * not keep; everything else is counted in the log, as `hits`.
 */
export function totalsOf(ctx: Context, filter: UsageFilter, bounds: Bounds): SQL {
  const asked = Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const isWhole = [bounds.start, bounds.end].every((edge) => edge.getTime() % quarterMs === 0);
  if (!isWhole || asked.some((name) => !keptInQuarters.includes(name))) {
    return sql`select count(*) filter (where refusal is null)::int as charged, count(refusal)::int as refused,
      count(returned_at)::int as returned, coalesce(sum(amount_micro) filter (where returned_at is null), 0)::text as amount
      from hits`;
  }
  const of = (alias: SQL) =>
    together(among(sql`${alias}.channel`, filter.channel), among(sql`${alias}.feature`, filter.feature), sql`true`);
  const here = (alias: SQL, moment: SQL) =>
    together(sql`${alias}.workspace_id = ${ctx.workspaceId}`, within(sql`${alias}.${moment}`, bounds));
  return sql`select q.*,
    (select count(*)::int from usage_events u where ${here(sql`u`, sql`occurred_at`)} and u.refusal is not null and ${of(sql`u`)}) as refused,
    (select count(*)::int from usage_returns r
      join usage_events u on u.workspace_id = r.workspace_id and u.occurred_at = r.occurred_at and u.key = r.key
      where ${here(sql`r`, sql`occurred_at`)} and ${of(sql`u`)}) as returned
    from (select coalesce(sum(q.events), 0)::int as charged, coalesce(sum(q.amount_micro), 0)::text as amount
      from usage_quarters q where ${here(sql`q`, sql`bucket`)} and ${of(sql`q`)}) q`;
}
