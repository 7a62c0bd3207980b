import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { payments } from "@/db/schema/payments";
import { refunds } from "@/db/schema/purchases";
import { recordAudit } from "@/lib/audit/record-audit";
import { actorText, type Context } from "@/lib/context";
import { AppError, invariant } from "@/lib/errors";
import { askedRefund } from "@/lib/payments/look-at-returns";
import { lockPurchase } from "./lock-purchase";
import { noteStep } from "./note-step";
import { disputesOf, type Refund, refundsOf } from "./read-returns";

export type RefundWish = {
  /** Made before the button is pressed: pressed twice it is one refund. */
  id: string;
  purchaseId: string;
  amountMinor: bigint;
  /** The operator's own words. */
  reason: string;
};

/**
 * Gives money back, by the operator's word: the row first, then the provider under the row's name, outside of any transaction,
 * then what the provider says. A process that died in between is followed up by the reconciler, which asks under the same name.
 */
export async function refundPurchase(ctx: Context, wish: RefundWish): Promise<Refund> {
  const { refund, paymentId } = await writeDown(ctx, wish);
  if (refund.status === "asked") await askedRefund(ctx, refund, paymentId);
  const [now] = await inWorkspace(ctx, (tx) => tx.select().from(refunds).where(eq(refunds.id, refund.id)));
  invariant(now, "a refund is never removed");
  return now;
}

function writeDown(
  ctx: Context,
  { id, purchaseId, amountMinor, reason }: RefundWish,
): Promise<{ refund: Refund; paymentId: string }> {
  return inWorkspace(ctx, async (tx) => {
    const inner = { ...ctx, db: tx };
    const purchase = await lockPurchase(tx, ctx, purchaseId);
    const known = await refundsOf(tx, ctx, purchaseId);
    const [payment] = await tx
      .select({ id: payments.id })
      .from(payments)
      .where(
        and(
          eq(payments.workspaceId, ctx.workspaceId),
          eq(payments.purchaseId, purchaseId),
          inArray(payments.status, ["paid"]),
        ),
      )
      .orderBy(payments.finishedAt)
      .limit(1);
    if (purchase.status !== "paid" || !payment) throw new AppError("conflict", "refund_unpaid");
    const same = known.find((one) => one.id === id);
    if (same) {
      if (same.amountMinor !== amountMinor) throw new AppError("conflict", "refund_other_amount");
      return { refund: same, paymentId: payment.id };
    }
    const disputed = (await disputesOf(tx, ctx, purchaseId)).some(({ status }) => status === "open");
    if (disputed) throw new AppError("conflict", "refund_disputed");
    const underWay = known.filter(({ status }) => status === "asked");
    const asked = underWay.reduce((sum, one) => sum + one.amountMinor, 0n);
    const leftMinor = purchase.totalMinor - purchase.refundedMinor - purchase.disputedMinor - asked;
    if (amountMinor <= 0n || amountMinor > leftMinor)
      throw new AppError("invalid", "refund_too_large", { field: "amount", values: { left: String(leftMinor) } });
    const [refund] = await tx
      .insert(refunds)
      .values({
        workspaceId: ctx.workspaceId,
        ...{ id, purchaseId, amountMinor, reason, status: "asked" },
        createdBy: actorText(ctx.actor),
        createdAt: ctx.now,
      })
      .returning();
    invariant(refund, "an insert answers with its row");
    await noteStep(inner, purchaseId, "refund_asked", { amountMinor: String(amountMinor) });
    await recordAudit(inner, {
      action: "purchase.refund_asked",
      target: purchaseId,
      after: { refund: id, amountMinor: String(amountMinor), currency: purchase.currency, reason },
    });
    return { refund, paymentId: payment.id };
  });
}
