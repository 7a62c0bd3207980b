import "server-only";
import { sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import type { UsedInDays } from "@/lib/consumption/lasting";
import { knownPace, paceWindow, type Runway, runway } from "@/lib/consumption/runway";
import type { Context } from "@/lib/context";
import { addDays, type LocalDay, localDay, localMonth, startOfDay } from "@/lib/time";

export type Used = { events: number; amountMicro: bigint };

export type NumberRow = {
  id: string;
  name: string;
  phone: string | null;
  usesWorkspace: boolean;
  /** Credits of its own that can be spent now. */
  leftMicro: bigint;
  heldMicro: bigint;
  /** The most it had of its own in ninety days. */
  peakMicro: bigint;
  /** Through the number, whoever paid: its own credits or the workspace's. What was returned is taken off. */
  month: Used;
  last30: Used;
  /** Of its own credits alone. */
  runway: Runway;
  pace: UsedInDays | null;
};

export type NumberDays = { month: LocalDay; last30: LocalDay; today: LocalDay };

export function numberDays(now: Date, timeZone: string): NumberDays {
  const today = localDay(now, timeZone);
  return { today, month: `${localMonth(today)}-01` as LocalDay, last30: addDays(today, -29) };
}

/** Every number with what it has, what went through it, and how long its own credits last. */
export function listNumbers(ctx: Context, timeZone: string): Promise<NumberRow[]> {
  const { month, last30, today } = numberDays(ctx.now, timeZone);
  const window = paceWindow(ctx.now, timeZone);
  const [first = month] = [month, last30, window.from].toSorted();
  // A day of a zone that the workspace has left since may begin a day earlier.
  const since = startOfDay(addDays(first, -1), timeZone).toISOString();
  const at = ctx.now.toISOString();
  const id = ctx.workspaceId;
  const from = (day: LocalDay, to: LocalDay, what: string) =>
    sql`coalesce(sum(${sql.raw(what)}) filter (where day between ${day}::date and ${to}::date), 0)::text`;
  return inWorkspace(ctx, async (tx) => {
    const rows = await tx.execute<Row>(sql`
      with moved as (
        select number_id, day, 1 as events, amount_micro as amount, number_micro as own
        from usage_events
        where workspace_id = ${id} and number_id is not null and occurred_at >= ${since}::timestamptz and seq is not null
        union all
        select e.number_id, e.day, 0, -r.amount_micro, -r.number_micro
        from usage_returns r
        join usage_events e on e.workspace_id = r.workspace_id and e.occurred_at = r.occurred_at and e.key = r.key
        where r.workspace_id = ${id} and r.occurred_at >= ${since}::timestamptz and e.number_id is not null
      ), days as (
        select number_id, day, sum(events) as events, sum(amount) as amount, sum(own) as own from moved group by number_id, day
      ), used as (
        select number_id, ${from(month, today, "events")} as month_events, ${from(month, today, "amount")} as month_micro,
          ${from(last30, today, "events")} as events, ${from(last30, today, "amount")} as amount_micro,
          ${from(window.from, window.to, "own")} as own_micro,
          count(*) filter (where own > 0 and day between ${window.from}::date and ${window.to}::date)::int as own_days,
          min(day) filter (where own > 0)::text as first_day
        from days group by number_id
      ), expired as (
        select pocket, sum(remaining_micro) as amount from lots
        where workspace_id = ${id} and is_open and expires_at <= ${at}::timestamptz group by pocket
      ), peaks as (
        select pocket, max(wallet_after_micro + held_after_micro) as amount from journal
        where workspace_id = ${id} and pocket <> 'main' and at >= ${at}::timestamptz - interval '90 days'
          and kind in ('grant', 'purchase', 'renewal', 'adjust', 'move', 'refund', 'dispute') group by pocket
      )
      select n.id, n.name, n.phone, n.uses_workspace as "usesWorkspace", (p.wallet_micro - coalesce(x.amount, 0))::text as left,
        p.held_micro::text as held, greatest(p.wallet_micro + p.held_micro, coalesce(k.amount, 0))::text as peak,
        coalesce(u.month_events, '0') as "monthEvents", coalesce(u.month_micro, '0') as "monthMicro",
        coalesce(u.events, '0') as events, coalesce(u.amount_micro, '0') as amount,
        coalesce(u.own_micro, '0') as own, coalesce(u.own_days, 0) as "ownDays",
        case when exists (
          select from usage_events e where e.workspace_id = ${id} and e.number_id = n.id and e.occurred_at < ${since}::timestamptz
        ) then ${window.from}::text else u.first_day end as "firstDay"
      from numbers n
      join pockets p on p.workspace_id = n.workspace_id and p.id = n.id
      left join used u on u.number_id = n.id
      left join expired x on x.pocket = n.id
      left join peaks k on k.pocket = n.id
      where n.workspace_id = ${id} order by n.name, n.id`);
    return rows.map((row) => rowOf(row, ctx.now, timeZone));
  });
}

type Row = {
  id: string;
  name: string;
  phone: string | null;
  usesWorkspace: boolean;
  left: string;
  held: string;
  peak: string;
  monthEvents: string;
  monthMicro: string;
  events: string;
  amount: string;
  own: string;
  ownDays: number;
  firstDay: LocalDay | null;
};

function rowOf(row: Row, now: Date, timeZone: string): NumberRow {
  const leftMicro = BigInt(row.left);
  const pace = { usedMicro: BigInt(row.own), daysWithUsage: row.ownDays, firstDay: row.firstDay };
  return {
    id: row.id,
    name: row.name,
    phone: row.phone,
    usesWorkspace: row.usesWorkspace,
    leftMicro,
    heldMicro: BigInt(row.held),
    peakMicro: BigInt(row.peak),
    month: { events: Number(row.monthEvents), amountMicro: BigInt(row.monthMicro) },
    last30: { events: Number(row.events), amountMicro: BigInt(row.amount) },
    runway: runway(leftMicro, pace, now, timeZone),
    pace: knownPace(pace, now, timeZone),
  };
}
