import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { subscriptions } from "@/db/schema/plans";
import type { Context } from "@/lib/context";

/** When the next plan credits come and the present ones expire; null without a plan. */
export function planRenewsAt(ctx: Context): Promise<Date | null> {
  return inWorkspace(ctx, async (tx) => {
    const [running] = await tx
      .select({ renewsAt: subscriptions.renewsAt })
      .from(subscriptions)
      .where(and(eq(subscriptions.workspaceId, ctx.workspaceId), isNull(subscriptions.endedAt)));
    return running?.renewsAt ?? null;
  });
}
