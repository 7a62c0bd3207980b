import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import type { Context } from "@/lib/context";
import { addDays, rangeBounds } from "@/lib/time";
import { singleDays } from "./kept-from";
import { daysAsked, type UsagePlace } from "./list-usage";
import { maskRecipient, type Sight } from "./mask-recipient";
import { conditions } from "./usage-conditions";
import type { UsageFilter } from "./usage-filter";
import { type Days, eitherOf, inDays, isKeptByDay } from "./usage-totals";

export const usageGroups = ["day", "channel", "kind", "agent", "user", "recipient"] as const;
export type UsageGroup = (typeof usageGroups)[number];

export type GroupedUsage = {
  /** As a filter says it; null for what has none. */
  value: string | null;
  /** As this reader may see it. */
  shown: string | null;
  charged: number;
  refused: number;
  quantity: number;
  amountMicro: bigint;
};

const columns: Record<UsageGroup, SQL> = {
  day: sql`u.day::text`,
  channel: sql`u.channel`,
  kind: sql`u.kind`,
  agent: sql`u.agent_id`,
  user: sql`u.used_by`,
  recipient: sql`u.recipient`,
};
/** What the days of the rollup keep. */
const dayColumns: Partial<Record<UsageGroup, SQL>> = {
  day: sql`d.day::text`,
  channel: sql`d.channel`,
  kind: sql`d.kind`,
  agent: sql`nullif(d.agent_id, '')`,
};
const most = 200;

/** The same filter as the list, added up: the largest groups first, days the latest first, and what the others make. */
export async function groupUsage(
  ctx: Context,
  place: UsagePlace,
  filter: UsageFilter,
  { by, recipients }: { by: UsageGroup; recipients: Sight },
): Promise<{ groups: GroupedUsage[]; more: number }> {
  const asked = { ...daysAsked(ctx, place, filter), timeZone: place.timeZone };
  const days = await singleDays(ctx, asked);
  const bounds = rangeBounds(days.from, days.to, place.timeZone);
  const zoned = sql`(u.created_at at time zone ${place.timeZone})::date::text`;
  const log = sql`
    select ${by === "day" && filter.days ? zoned : columns[by]} as value, count(*) filter (where u.refusal is null) as charged, count(u.refusal) as refused,
      coalesce(sum(u.quantity) filter (where u.refusal is null), 0) as quantity,
      coalesce(sum(u.amount_micro) filter (where r.key is null), 0) as amount
    from usage_events u
    left join usage_returns r on r.workspace_id = u.workspace_id and r.key = u.key and r.occurred_at = u.occurred_at
    where ${conditions(ctx, place.country, filter, bounds, recipients)} group by 1`;
  const column = isKeptByDay(filter) ? dayColumns[by] : undefined;
  const rollup = (value: SQL, span: Days) => sql`
    select ${value} as value, sum(d.events) as charged, sum(d.refused) as refused, sum(d.quantity) as quantity,
      sum(d.amount_micro) as amount
    from usage_days d where ${inDays(ctx, filter, span)} group by 1 having sum(d.events) > 0 or sum(d.refused) > 0`;
  const single = column ? eitherOf(ctx, bounds, rollup(column, days), log) : log;
  const [before = asked.to] = [addDays(days.from, -1), asked.to].toSorted();
  // Days before the first one that is kept are told by their sums, in whichever zone they were counted.
  const all =
    column && days.from > asked.from
      ? sql`select value, sum(charged) as charged, sum(refused) as refused, sum(quantity) as quantity, sum(amount) as amount
          from (${rollup(column, { ...asked, to: before })} union all ${single}) parts group by 1`
      : single;
  // Among equals not by what stands there: a masked recipient could be placed between two that are known.
  const last = by === "recipient" && recipients === "masked" ? sql`md5(value)` : sql`value`;
  const order = by === "day" ? sql`value desc` : sql`grouped.amount desc, grouped.charged desc, ${last}`;
  return inWorkspace(ctx, async (tx) => {
    const rows = await tx.execute<Row>(sql`
      select value, charged::int, refused::int, quantity::text, amount::text, count(*) over ()::int as groups
      from (${all}) grouped order by ${order} limit ${most}`);
    const groups = rows.map(({ value, charged, refused, quantity, amount }) => ({
      value,
      shown: by === "recipient" && value !== null && recipients === "masked" ? maskRecipient(value) : value,
      charged,
      refused,
      quantity: Number(quantity),
      amountMicro: BigInt(amount),
    }));
    return { groups, more: Math.max(0, (rows[0]?.groups ?? 0) - groups.length) };
  });
}

type Row = { value: string | null; charged: number; refused: number; quantity: string; amount: string; groups: number };
