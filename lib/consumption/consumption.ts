import "server-only";
import { sql } from "drizzle-orm";
import { askOften } from "@/db";
import type { Context } from "@/lib/context";
import { creditDecimals } from "@/lib/credits";
import { invariant } from "@/lib/errors";
import { type LocalDay, rangeBounds } from "@/lib/time";

/** Charged events, and their credits with what was returned taken off. */
export type Used = { events: number; amountMicro: bigint };

export type Consumption = {
  from: LocalDay;
  to: LocalDay;
  byDay: (Used & { day: LocalDay; channel: string })[];
  byFeature: (Used & { feature: string | null })[];
  byAgent: (Used & { agentId: string | null; name: string | null; isDeleted: boolean })[];
  total: Used;
  /** What the credits used in these days had cost, in the workspace's currency. */
  costMinor: bigint;
};

export type Days = { from: LocalDay; to: LocalDay };

/** What was used on these days of the workspace's calendar, from three sides, all of one moment. */
export async function readConsumption(ctx: Context, timeZone: string, { from, to }: Days): Promise<Consumption> {
  const { start, end } = rangeBounds(from, to, timeZone);
  const [row] = await askOften<Row>(
    ctx,
    sql`
      with cells as (
        select grouping(day) as is_source, day, channel, feature, agent_id, sum(events) as events, sum(amount_micro) as amount
        from usage_days
        where workspace_id = ${ctx.workspaceId} and day between ${from}::date and ${to}::date
        group by grouping sets ((day, channel), (feature, agent_id))
      ), sums as (
        select grouping(feature, agent_id) as side, feature, agent_id, sum(events) as events, sum(amount) as amount
        from cells where is_source = 1 group by grouping sets ((feature), (agent_id), ())
      )
      select
        (select coalesce(json_agg(json_build_array(day, channel, events, amount::text) order by day, channel), '[]')::text
          from cells where is_source = 0) as days,
        (select coalesce(json_agg(json_build_array(feature, events, amount::text) order by amount desc, feature), '[]')::text
          from sums where side = ${side.feature}) as features,
        (select coalesce(json_agg(json_build_array(s.agent_id, s.events, s.amount::text, a.name, a.deleted_at is not null)
            order by s.amount desc, s.agent_id), '[]')::text
          from sums s left join agents a on a.workspace_id = ${ctx.workspaceId} and a.id = s.agent_id where side = ${side.agent}) as agents,
        (select coalesce(events, 0)::text || ' ' || coalesce(amount, 0)::text from sums where side = ${side.all}) as total,
        (${costUpTo(ctx, end)} - ${costUpTo(ctx, start)})::text as cost`,
  );
  invariant(row, "an answer without a table is one row");
  const [events = "0", amount = "0"] = row.total.split(" ");
  return {
    from,
    to,
    byDay: read<[LocalDay, string, number, string]>(row.days).map(([day, channel, ...used]) => ({
      day,
      channel,
      ...usedOf(used),
    })),
    byFeature: read<[string, number, string]>(row.features).map(([feature, ...used]) => ({
      feature: feature || null,
      ...usedOf(used),
    })),
    byAgent: read<[string, number, string, string | null, boolean]>(row.agents).map(
      ([id, count, micro, name, isDeleted]) => ({ agentId: id || null, name, isDeleted, ...usedOf([count, micro]) }),
    ),
    total: { events: Number(events), amountMicro: BigInt(amount) },
    costMinor: BigInt(row.cost),
  };
}

/** One number of digits for all sides, so that the same sum reads the same wherever it stands. */
export function consumptionDecimals({ byDay, byFeature, byAgent }: Consumption): number {
  return creditDecimals([...byDay, ...byFeature, ...byAgent].map(({ amountMicro }) => amountMicro));
}

/** Which of feature and agent a row of the sums does not tell, as Postgres counts them. */
const side = { feature: 0b01, agent: 0b10, all: 0b11 };

type Row = { days: string; features: string; agents: string; total: string; cost: string };

/**
 * What everything used before a moment had cost: the last row of the main pocket says it, but for rows of numbers that
 * came after.
 */
function costUpTo(ctx: Context, moment: Date) {
  const at = moment.toISOString();
  return sql`coalesce((
    select m.cost_after_minor + coalesce((
      select sum(n.cost_minor) from journal n
      where n.workspace_id = m.workspace_id and n.tx >= m.tx and n.pocket <> 'main' and n.at < ${at}::timestamptz
    ), 0)
    from journal m
    where m.workspace_id = ${ctx.workspaceId} and m.at < ${at}::timestamptz and m.pocket = 'main'
    order by m.at desc, m.tx desc limit 1
  ), 0)`;
}

function read<T>(json: string): T[] {
  return JSON.parse(json) as T[];
}

function usedOf([events, amount]: [number, string]): Used {
  return { events, amountMicro: BigInt(amount) };
}
