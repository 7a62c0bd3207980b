import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { payments } from "@/db/schema/payments";
import { type PurchaseStatus, purchases } from "@/db/schema/purchases";
import type { Context } from "@/lib/context";
import { leaveEffect } from "@/lib/jobs/leave-effect";
import { completePurchase } from "@/lib/purchases/complete-purchase";
import { lockPurchase } from "@/lib/purchases/lock-purchase";
import { noteStep } from "@/lib/purchases/note-step";
import type { FoundPayment } from "./provider";
import { settleTransfer } from "./settle-transfer";

type Payment = typeof payments.$inferSelect;

export type Settled = "completed" | "duplicate" | "review" | "changed" | "unchanged";

/** What the purchase is while its payment is so; a payment that is closed leaves the purchase to be paid otherwise. */
const purchaseStatusOf = {
  processing: "processing",
  requires_action: "requires_action",
  failed: "failed",
} as const satisfies Partial<Record<FoundPayment["status"], PurchaseStatus>>;

const unfinished = ["asked", "open", "processing"] as const;

/**
 * Brings a payment to what the provider says of it now. Events, the page that watches, the reconciler and a saved card's
 * answer all come through here, in any order and as often as they like.
 */
export function settlePayment(
  ctx: Context,
  told: { payment: Payment; externalId: string; found: FoundPayment },
): Promise<Settled> {
  const { payment, externalId, found } = told;
  const { status } = found;
  if (payment.kind === "transfer") return settleTransfer(ctx, told);
  if (status === "paid") {
    return completePurchase(ctx, { purchaseId: payment.purchaseId, paymentId: payment.id, externalId, found }).then(
      (completion) => completion.status,
    );
  }
  return inWorkspace(ctx, async (tx) => {
    const inner = { ...ctx, db: tx };
    await lockPurchase(tx, ctx, payment.purchaseId);
    const next = paymentStatusOf(status);
    const finished = next === "failed" || next === "closed";
    const [changed] = await tx
      .update(payments)
      .set({
        status: next,
        url: finished ? null : found.url,
        failure: found.failure,
        ...(Object.keys(found.details).length > 0 && { details: found.details }),
        ...(finished && { finishedAt: ctx.now }),
      })
      .where(
        and(
          eq(payments.workspaceId, ctx.workspaceId),
          eq(payments.id, payment.id),
          inArray(payments.status, [...unfinished]),
        ),
      )
      .returning();
    if (!changed || payment.status === next) return "unchanged";
    await follow(inner, payment, found);
    return "changed";
  });
}

function paymentStatusOf(status: Exclude<FoundPayment["status"], "paid">): Payment["status"] {
  return status === "requires_action" ? "open" : status;
}

async function follow(
  ctx: Context,
  { id, purchaseId, attempt }: Payment,
  { status, failure }: FoundPayment,
): Promise<void> {
  const next = status in purchaseStatusOf ? purchaseStatusOf[status as keyof typeof purchaseStatusOf] : null;
  if (!next) return;
  await ctx.db
    .update(purchases)
    .set({ status: next, statusAt: ctx.now, failure })
    .where(
      and(
        eq(purchases.workspaceId, ctx.workspaceId),
        eq(purchases.id, purchaseId),
        inArray(purchases.status, ["pending", "processing", "requires_action", "awaiting_transfer", "failed"]),
      ),
    );
  if (next === "failed") {
    await noteStep(ctx, purchaseId, "payment_failed", { attempt, failure: failure ?? "generic" });
    const payload = { purchaseId, outcome: "failed" } as const;
    await leaveEffect(ctx, { topic: "purchase.outcome", payload, effectKey: `failed:${id}` });
  }
  if (next === "requires_action") await noteStep(ctx, purchaseId, "approval_needed", { attempt });
  if (next === "processing") await noteStep(ctx, purchaseId, "processing", { attempt });
}
