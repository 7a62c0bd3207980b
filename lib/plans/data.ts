import "server-only";
import { and, desc, eq, isNull, lte } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { planPeriods, subscriptions } from "@/db/schema/plans";
import type { Context } from "@/lib/context";
import { addDays, type LocalDay, localDay } from "@/lib/time";

export type RunningPlan = { renewsAt: Date; creditsMicro: bigint };

/** The plan a workspace is on: when its next credits come and the present ones expire, and how many it brings. */
export function runningPlan(ctx: Context): Promise<RunningPlan | null> {
  return inWorkspace(ctx, async (tx) => {
    const [running] = await tx
      .select({ renewsAt: subscriptions.renewsAt, creditsMicro: subscriptions.creditsMicro })
      .from(subscriptions)
      .where(and(eq(subscriptions.workspaceId, ctx.workspaceId), isNull(subscriptions.endedAt)));
    return running ?? null;
  });
}

/** Null without a plan. */
export async function planRenewsAt(ctx: Context): Promise<Date | null> {
  return (await runningPlan(ctx))?.renewsAt ?? null;
}

/**
 * The days of the running cycle up to today and those of the one before it, none without a plan. A cycle that begins
 * within a day takes that day whole, so that no day is in two.
 */
export function planCycles(ctx: Context, timeZone: string): Promise<{ from: LocalDay; to: LocalDay }[]> {
  return inWorkspace(ctx, async (tx) => {
    const starts = await tx
      .select({ startsAt: planPeriods.startsAt, endsAt: planPeriods.endsAt })
      .from(planPeriods)
      .where(and(eq(planPeriods.workspaceId, ctx.workspaceId), lte(planPeriods.startsAt, ctx.now)))
      .orderBy(desc(planPeriods.startsAt))
      .limit(2);
    const [current, before] = starts;
    if (!current || current.endsAt <= ctx.now) return [];
    const from = localDay(current.startsAt, timeZone);
    const running = { from, to: localDay(ctx.now, timeZone) };
    if (!before) return [running];
    return [running, { from: localDay(before.startsAt, timeZone), to: addDays(from, -1) }];
  });
}
