import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { subscriptions } from "@/db/schema/plans";
import type { Context } from "@/lib/context";

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
