import "server-only";
import { sql } from "drizzle-orm";
import { askOften } from "@/db";
import type { Context } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { addDays, anchoredDay, daysBetween, type LocalDay, localDay, localMonth } from "@/lib/time";
import type { UsedInDays } from "./lasting";
import { knownPace, type Pace, paceWindow, type Runway, runway } from "./runway";

export type MonthSoFar = {
  usedMicro: bigint;
  /** The same days of the month before: to this day of the month, or to its end where it was shorter. */
  beforeMicro: bigint;
  beforeMonth: LocalDay;
  hasBefore: boolean;
};

export type Recent = { runway: Runway; pace: UsedInDays | null; month: MonthSoFar; openHolds: number };

/** How fast credits go: the pace of the last complete days, and this month against the one before. */
export async function readRecent(ctx: Context, timeZone: string, availableMicro: bigint): Promise<Recent> {
  const window = paceWindow(ctx.now, timeZone);
  const today = localDay(ctx.now, timeZone);
  const month = `${localMonth(today)}-01` as LocalDay;
  const before = anchoredDay(month, -1);
  const lastBefore = addDays(month, -1);
  const sameDay = addDays(before, daysBetween(month, today));
  const until = earlier(sameDay, lastBefore);
  const earliest = earlier(window.from, before);
  const sum = (from: LocalDay, to: LocalDay) =>
    sql`coalesce(sum(amount) filter (where day between ${from}::date and ${to}::date), 0)::text`;
  const [row] = await askOften<Row>(
    ctx,
    sql`
      with days as (
        select day, sum(amount_micro) as amount from usage_days
        where workspace_id = ${ctx.workspaceId} and day between ${earliest}::date and ${today}::date group by day
      )
      select ${sum(window.from, window.to)} as used, ${sum(month, today)} as month, ${sum(before, until)} as before,
        count(*) filter (where day between ${window.from}::date and ${window.to}::date and amount > 0)::int as days,
        count(*) filter (where day < ${month}::date)::int as days_before,
        (select min(day)::text from usage_days where workspace_id = ${ctx.workspaceId}) as first,
        (select count(*)::int from holds where workspace_id = ${ctx.workspaceId} and state = 'open') as holds
      from days`,
  );
  invariant(row, "sums are one row");
  const pace: Pace = { usedMicro: BigInt(row.used), daysWithUsage: row.days, firstDay: row.first };
  return {
    runway: runway(availableMicro, pace, ctx.now, timeZone),
    pace: knownPace(pace, ctx.now, timeZone),
    month: {
      usedMicro: BigInt(row.month),
      beforeMicro: BigInt(row.before),
      beforeMonth: before,
      hasBefore: row.days_before > 0,
    },
    openHolds: row.holds,
  };
}

type Row = {
  used: string;
  month: string;
  before: string;
  days: number;
  days_before: number;
  first: LocalDay | null;
  holds: number;
};

function earlier(...days: LocalDay[]): LocalDay {
  return days.toSorted()[0] as LocalDay;
}
