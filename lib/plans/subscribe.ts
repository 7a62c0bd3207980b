import "server-only";
import { eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { plans, subscriptions } from "@/db/schema/plans";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { renewPlan } from "./renew-plan";

/** Takes a plan at its present terms. The moment is the anchor of every renewal; the first month is granted with it. */
export function subscribe(ctx: Context, planId: string): Promise<{ id: string }> {
  return inWorkspace(ctx, async (tx) => {
    const [plan] = await tx.select().from(plans).where(eq(plans.id, planId));
    if (!plan) throw new AppError("not_found");
    const id = newId("sub", ctx.now.getTime());
    const { feeMinor, creditsMicro } = plan;
    await tx.insert(subscriptions).values({
      workspaceId: ctx.workspaceId,
      id,
      planId,
      feeMinor,
      creditsMicro,
      anchor: ctx.now,
      renewsAt: ctx.now,
    });
    await renewPlan({ ...ctx, db: tx });
    return { id };
  });
}
