import "server-only";
import { and, asc, eq, isNull, lte } from "drizzle-orm";
import { type Db, inSystem, inWorkspace } from "@/db";
import { planPeriods, subscriptions } from "@/db/schema/plans";
import { workspaces } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { newId } from "@/lib/ids";
import { grantCredits } from "@/lib/ledger/grant-credits";
import { periodAt } from "./period";

export type Renewed = { status: "renewed" | "not_due"; renewsAt: Date } | { status: "no_plan" };

/**
 * Grants the month that has begun, once: a new lot beside what is left of the old one, which expires by itself. Months
 * that passed entirely while nobody renewed are not granted afterwards.
 */
export function renewPlan(ctx: Context): Promise<Renewed> {
  return inWorkspace(ctx, async (tx) => {
    const found = await runningSubscription(tx, ctx);
    if (!found) return { status: "no_plan" };
    const { subscription, timeZone } = found;
    const { id, anchor, feeMinor, creditsMicro, renewsAt } = subscription;
    if (renewsAt > ctx.now) return { status: "not_due", renewsAt };

    const { period, start, end } = periodAt(anchor, timeZone, ctx.now);
    const { status } = await grantCredits(
      { ...ctx, db: tx },
      {
        fund: "plan",
        amountMicro: creditsMicro,
        source: "renewal",
        effectKey: `renewal:${id}:${period}`,
        costMinor: feeMinor,
        expiresAt: end,
        reference: id,
      },
    );
    const { workspaceId } = ctx;
    if (status === "recorded") {
      const bounds = { startsAt: start, endsAt: end };
      await tx
        .insert(planPeriods)
        .values({ workspaceId, subscriptionId: id, period, ...bounds, feeMinor, creditsMicro, grantedAt: ctx.now });
    }
    await tx
      .update(subscriptions)
      .set({ renewsAt: end })
      .where(and(eq(subscriptions.workspaceId, workspaceId), eq(subscriptions.id, id)));
    return { status: status === "recorded" ? "renewed" : "not_due", renewsAt: end };
  });
}

async function runningSubscription(tx: Db, { workspaceId }: Context) {
  const [found] = await tx
    .select({ subscription: subscriptions, timeZone: workspaces.timeZone })
    .from(subscriptions)
    .innerJoin(workspaces, eq(workspaces.id, subscriptions.workspaceId))
    .where(and(eq(subscriptions.workspaceId, workspaceId), isNull(subscriptions.endedAt)));
  return found;
}

/** Every plan whose month has begun, each in a transaction of its own. */
export async function renewDuePlans(db: Db, now: Date): Promise<number> {
  const due = await inSystem(db, (tx) =>
    tx
      .select({ workspaceId: subscriptions.workspaceId })
      .from(subscriptions)
      .where(and(isNull(subscriptions.endedAt), lte(subscriptions.renewsAt, now)))
      .orderBy(asc(subscriptions.renewsAt)),
  );
  for (const { workspaceId } of due) {
    await renewPlan({ workspaceId, actor: { kind: "system", name: "plans" }, now, db, requestId: newId("req") });
  }
  return due.length;
}
