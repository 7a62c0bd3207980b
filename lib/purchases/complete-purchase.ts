import "server-only";
import { and, eq } from "drizzle-orm";
import { type Db, inWorkspace } from "@/db";
import { payments, reviews } from "@/db/schema/payments";
import { purchases } from "@/db/schema/purchases";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { newId } from "@/lib/ids";
import { issueInvoice } from "@/lib/invoices/issue-invoice";
import { leaveEffect } from "@/lib/jobs/leave-effect";
import { grantCredits } from "@/lib/ledger/grant-credits";
import type { FoundPayment } from "@/lib/payments/provider";
import { grantEffectOf } from "./grant-effect";
import { lockPurchase, type Purchase } from "./lock-purchase";
import { noteStep } from "./note-step";

type Payment = typeof payments.$inferSelect;

export type Completion =
  | { status: "completed" }
  /** It was completed before: by another event, the reconciler, or the same one again. */
  | { status: "duplicate" }
  | { status: "review" };

/**
 * The one door through which paid credits come in. The provider has said that this payment is paid; amount and currency are
 * held against what was frozen, and the credits, the paid row, the invoice and everything that follows are one transaction.
 */
export function completePurchase(
  ctx: Context,
  paid: {
    purchaseId: string;
    paymentId: string;
    externalId: string;
    found: FoundPayment;
    /** The operator takes what came for the price, though it did not fit. */
    accepted?: true;
  },
): Promise<Completion> {
  return inWorkspace(ctx, async (tx) => {
    const inner = { ...ctx, db: tx };
    const purchase = await lockPurchase(tx, ctx, paid.purchaseId);
    const payment = await paymentOf(tx, ctx, paid.paymentId);
    const isAccepted = paid.accepted && purchase.status !== "paid";
    if (payment.status === "paid" && !isAccepted) return { status: "duplicate" };
    await markPaid(tx, ctx, payment, paid.found);
    const misfit = isAccepted ? null : misfitOf(purchase, paid.found);
    if (misfit) {
      await setAside(tx, inner, { purchase, payment, ...paid, kind: misfit });
      return { status: "review" };
    }

    // After this point the purchase is paid.
    const paidWith = Object.values(paid.found.details).join(" ");
    await tx
      .update(purchases)
      .set({ status: "paid", paidAt: ctx.now, statusAt: ctx.now, failure: null })
      .where(and(eq(purchases.workspaceId, ctx.workspaceId), eq(purchases.id, purchase.id)));
    await noteStep(inner, purchase.id, "paid", { paidWith });
    await grantCredits(inner, {
      fund: "wallet",
      amountMicro: purchase.creditsMicro,
      source: "purchase",
      effectKey: grantEffectOf(purchase),
      pocket: purchase.pocket,
      costMinor: purchase.netMinor,
      reference: purchase.id,
    });
    await noteStep(inner, purchase.id, "credited", { creditsMicro: String(purchase.creditsMicro) });
    const invoice = await issueInvoice(inner, { ...purchase, paidAt: ctx.now }, paidWith);
    await noteStep(inner, purchase.id, "invoice_issued", { number: invoice.number });
    await recordAudit(inner, {
      action: "purchase.paid",
      target: purchase.id,
      after: { number: purchase.number, total: String(purchase.totalMinor), currency: purchase.currency },
    });
    await leaveEffect(inner, {
      topic: "purchase.paid",
      payload: { purchaseId: purchase.id },
      effectKey: `paid:${purchase.id}`,
    });
    return { status: "completed" };
  });
}

type Misfit = "mismatch" | "second_payment";

function misfitOf(purchase: Purchase, found: FoundPayment): Misfit | null {
  if (purchase.status === "paid" || purchase.status === "review") return "second_payment";
  const fits = found.currency === purchase.currency && found.receivedMinor === purchase.totalMinor;
  return fits ? null : "mismatch";
}

async function setAside(
  tx: Db,
  ctx: Context,
  {
    purchase,
    payment,
    externalId,
    found,
    kind,
  }: {
    purchase: Purchase;
    payment: Payment;
    externalId: string;
    found: FoundPayment;
    kind: Misfit;
  },
): Promise<void> {
  await tx
    .insert(reviews)
    .values({
      id: newId("rev", ctx.now.getTime()),
      workspaceId: ctx.workspaceId,
      purchaseId: purchase.id,
      paymentId: payment.id,
      kind,
      provider: payment.provider,
      externalId,
      expectedMinor: purchase.totalMinor,
      receivedMinor: found.receivedMinor,
      currency: found.currency,
      createdAt: ctx.now,
    })
    .onConflictDoNothing();
  if (kind === "mismatch")
    await tx
      .update(purchases)
      .set({ status: "review", statusAt: ctx.now })
      .where(and(eq(purchases.workspaceId, ctx.workspaceId), eq(purchases.id, purchase.id)));
  const { receivedMinor, currency } = found;
  await noteStep(ctx, purchase.id, "needs_review", { kind, receivedMinor: String(receivedMinor), currency });
  const payload = { purchaseId: purchase.id, outcome: "review" } as const;
  await leaveEffect(ctx, { topic: "purchase.outcome", payload, effectKey: `review:${payment.id}` });
}

async function paymentOf(tx: Db, ctx: Context, id: string): Promise<Payment> {
  const [found] = await tx
    .select()
    .from(payments)
    .where(and(eq(payments.workspaceId, ctx.workspaceId), eq(payments.id, id)));
  if (!found) throw new Error(`Payment ${id} is not of this workspace.`);
  return found;
}

function markPaid(tx: Db, ctx: Context, { id }: Payment, { receivedMinor, details }: FoundPayment) {
  return tx
    .update(payments)
    .set({ status: "paid", receivedMinor, details, url: null, finishedAt: ctx.now })
    .where(and(eq(payments.workspaceId, ctx.workspaceId), eq(payments.id, id)));
}
