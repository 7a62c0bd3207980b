import { type SQL, sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { type Bounds, type LocalDay, rangeBounds } from "@/lib/time";
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

export type TotalsRow = { charged: number; refused: number; returned: number; amount: string; holds: boolean };

export function readTotals({ charged, refused, returned, amount }: TotalsRow): UsageTotals {
  return { events: charged + refused, charged, refused, returned, amountMicro: BigInt(amount) };
}

/** A span of the workspace's calendar, and its zone. */
export type Days = { from: LocalDay; to: LocalDay; timeZone: string };

const quarterMs = 15 * 60_000;
const keptByDay: readonly string[] = ["from", "to", "channel", "feature", "agent", "kind"];
const keptByQuarter: readonly string[] = ["from", "to", "channel", "feature"];

/** A question for one row of totals, and the one to ask instead where the first does not hold. */
export type TotalsOf = { told: SQL; otherwise: SQL | null };

/**
 * Days tell the totals where the filter asks for nothing that they do not keep and the workspace has not changed its zone
 * since; then quarter hours, which are everybody's; everything else is counted in the log, as `hits`.
 */
export function totalsOf(ctx: Context, filter: UsageFilter, days: Days): TotalsOf {
  if (!isKeptByDay(filter)) return { told: counted, otherwise: null };
  const bounds = rangeBounds(days.from, days.to, days.timeZone);
  const isWhole = [bounds.start, bounds.end].every((edge) => edge.getTime() % quarterMs === 0);
  const told = sql`
    select coalesce(sum(d.events), 0)::int as charged, coalesce(sum(d.refused), 0)::int as refused,
      (${returned(ctx, filter, bounds)}) as returned, coalesce(sum(d.amount_micro), 0)::text as amount, ${daysHold(ctx, bounds)} as holds
    from usage_days d where ${inDays(ctx, filter, days)}`;
  return { told, otherwise: isWhole && isKept(filter, keptByQuarter) ? byQuarter(ctx, filter, bounds) : counted };
}

/** Whether the days of the rollup can tell what such a filter finds. */
export function isKeptByDay(filter: UsageFilter): boolean {
  return isKept(filter, keptByDay);
}

/** The first where the days of these bounds were counted in the zone that the workspace has now, the second otherwise; never both. */
export function eitherOf(ctx: Context, bounds: Bounds, byDay: SQL, otherwise: SQL): SQL {
  const holds = daysHold(ctx, bounds);
  return sql`select * from (${byDay}) told where ${holds} union all select * from (${otherwise}) told where not ${holds}`;
}

/** Whether the days of these bounds were counted in the zone that the workspace has now. */
function daysHold(ctx: Context, { start }: Bounds): SQL {
  // A day more than the change: an event may be a little ahead of its arrival.
  return sql`(select w.zone_changed_at is null or w.zone_changed_at + interval '1 day' < ${start.toISOString()}::timestamptz
    from workspaces w where w.id = ${ctx.workspaceId})`;
}

/** Which days of the rollup `d` a filter asks for. */
export function inDays(ctx: Context, filter: UsageFilter, { from, to }: Days): SQL {
  return together(
    sql`d.workspace_id = ${ctx.workspaceId} and d.day between ${from}::date and ${to}::date`,
    among(sql`d.channel`, filter.channel),
    among(sql`d.feature`, filter.feature),
    among(sql`d.agent_id`, filter.agent),
    among(sql`d.kind`, filter.kind),
  );
}

const counted = sql`select count(*) filter (where refusal is null)::int as charged, count(refusal)::int as refused,
  count(returned_at)::int as returned, coalesce(sum(amount_micro) filter (where returned_at is null), 0)::text as amount, true as holds
  from hits`;

function byQuarter(ctx: Context, filter: UsageFilter, bounds: Bounds): SQL {
  return sql`
    select q.charged, (select count(*)::int from usage_events u where ${ofEvents(ctx, filter, bounds)} and u.refusal is not null) as refused,
      (${returned(ctx, filter, bounds)}) as returned, q.amount, true as holds
    from (
      select coalesce(sum(q.events), 0)::int as charged, coalesce(sum(q.amount_micro), 0)::text as amount
      from usage_quarters q
      where ${together(
        sql`q.workspace_id = ${ctx.workspaceId}`,
        within(sql`q.bucket`, bounds),
        among(sql`q.channel`, filter.channel),
        among(sql`q.feature`, filter.feature),
      )}
    ) q`;
}

/** Returns are few. */
function returned(ctx: Context, filter: UsageFilter, bounds: Bounds): SQL {
  if (isOfDays(filter)) {
    return sql`select count(*)::int from usage_returns r where r.workspace_id = ${ctx.workspaceId} and ${within(sql`r.occurred_at`, bounds)}`;
  }
  return sql`select count(*)::int from usage_returns r
    join usage_events u on u.workspace_id = r.workspace_id and u.occurred_at = r.occurred_at and u.key = r.key
    where r.workspace_id = ${ctx.workspaceId} and ${within(sql`r.occurred_at`, bounds)} and ${ofEvents(ctx, filter, bounds)}`;
}

function ofEvents(ctx: Context, filter: UsageFilter, bounds: Bounds): SQL {
  return together(
    sql`u.workspace_id = ${ctx.workspaceId}`,
    within(sql`u.occurred_at`, bounds),
    among(sql`u.channel`, filter.channel),
    among(sql`u.feature`, filter.feature),
    among(sql`u.agent_id`, filter.agent),
    among(sql`u.kind`, filter.kind),
  );
}

/** Whether a filter asks for days and nothing else. */
export function isOfDays(filter: UsageFilter): boolean {
  return isKept(filter, ["from", "to"]);
}

function isKept(filter: UsageFilter, kept: readonly string[]): boolean {
  return Object.entries(filter).every(([name, value]) => value === undefined || kept.includes(name));
}
