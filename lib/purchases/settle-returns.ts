import "server-only";
import { and, eq } from "drizzle-orm";
import { type Db, inWorkspace } from "@/db";
import { type payments, providerRefs, reviews } from "@/db/schema/payments";
import type { Context } from "@/lib/context";
import { keepRefs } from "@/lib/payments/find-ref";
import type { FoundReturns, ProviderAccount } from "@/lib/payments/provider";
import { lockPurchase } from "./lock-purchase";
import { settleDispute } from "./settle-dispute";
import { settleRefund } from "./settle-refund";

type Payment = typeof payments.$inferSelect;

export type SettledReturns =
  | { status: "settled"; changes: number }
  /** What it pays is not paid here yet. */
  | { status: "unpaid" }
  /** It paid for nothing: a person decides about it. */
  | { status: "aside" };

/**
 * Brings refunds and disputes of a payment to what the provider says of them now: those we asked for and those that began
 * elsewhere. Announcements, the answer to our own question and the reconciler all come through here, in any order.
 */
export function settleReturns(
  ctx: Context,
  { payment, account, found }: { payment: Payment; account: ProviderAccount; found: FoundReturns },
): Promise<SettledReturns> {
  return inWorkspace(ctx, async (tx) => {
    const inner = { ...ctx, db: tx };
    const purchase = await lockPurchase(tx, ctx, payment.purchaseId);
    if (await isSetAside(tx, ctx, payment.id)) return { status: "aside" };
    if (purchase.status !== "paid") return { status: "unpaid" };
    let changes = 0;
    for (const one of found.refunds) {
      const id = one.refundId ?? (await ourIdOf(tx, ctx, "refund", one.externalId));
      const settled = await settleRefund(inner, purchase.id, { ...one, refundId: id });
      await keepRefs(inner, payment.provider, account, [
        { externalId: one.externalId, kind: "refund", ourId: settled.id },
      ]);
      changes += Number(settled.changed);
    }
    for (const one of found.disputes) {
      const id = await ourIdOf(tx, ctx, "dispute", one.externalId);
      const settled = await settleDispute(inner, purchase.id, { ...one, disputeId: id });
      await keepRefs(inner, payment.provider, account, [
        { externalId: one.externalId, kind: "dispute", ourId: settled.id },
      ]);
      changes += Number(settled.changed);
    }
    return { status: "settled", changes };
  });
}

/** A second payment, or one that did not fit, brought no credits: nothing is taken back for it. */
async function isSetAside(tx: Db, { workspaceId }: Context, paymentId: string): Promise<boolean> {
  const [review] = await tx
    .select({ kind: reviews.kind, state: reviews.state })
    .from(reviews)
    .where(and(eq(reviews.workspaceId, workspaceId), eq(reviews.paymentId, paymentId)))
    .limit(1);
  return review !== undefined && review.state !== "accepted" && review.state !== "matched";
}

async function ourIdOf(
  tx: Db,
  { workspaceId }: Context,
  kind: "refund" | "dispute",
  externalId: string,
): Promise<string | null> {
  const [found] = await tx
    .select({ id: providerRefs.ourId })
    .from(providerRefs)
    .where(
      and(
        eq(providerRefs.workspaceId, workspaceId),
        eq(providerRefs.kind, kind),
        eq(providerRefs.externalId, externalId),
      ),
    );
  return found?.id ?? null;
}
