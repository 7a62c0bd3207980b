import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { payments } from "@/db/schema/payments";
import { purchases } from "@/db/schema/purchases";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { lookAtPayment } from "@/lib/payments/look-at-payment";
import { openPayment, type Payment, type Trip } from "@/lib/payments/open-payment";
import { providerOf } from "@/lib/payments/providers";
import { readPurchase } from "./data";
import { lockPurchase } from "./lock-purchase";
import { noteStep } from "./note-step";

export type Continued = { payUrl: string | null };

/**
 * Goes on paying: where it was left, or with another try where the last one is over. What is open is looked at first, so that
 * nobody is sent to a page that has ended or pays twice. Null: there is nothing to be done elsewhere.
 */
export async function continuePayment(
  ctx: Context,
  id: string,
  trip: Trip,
  options: { withAnotherCard?: boolean } = {},
): Promise<Continued> {
  const file = await readPurchase(ctx, id);
  if (!file) throw new AppError("not_found");
  const open = file.payments.find(({ status }) => status === "open" || status === "processing");
  const settled = open ? await lookAtPayment(ctx, open) : null;
  if (settled === "completed" || settled === "duplicate" || settled === "review") return { payUrl: null };
  if (options.withAnotherCard) await takeAnotherCard(ctx, id);
  const { purchase } = file;
  const provider = providerOf(purchase.method === "bank" ? "bank" : "stripe");
  const payment = await openPayment(ctx, provider, id, trip);
  await forgetLook(ctx, payment);
  return { payUrl: payment.url };
}

/** The card that was chosen is let go; the next try is paid on the provider's page, with any. */
function takeAnotherCard(ctx: Context, id: string): Promise<void> {
  return inWorkspace(ctx, async (tx) => {
    const { method, status } = await lockPurchase(tx, ctx, id);
    if (method !== "saved_card" || !["pending", "failed"].includes(status)) return;
    await tx
      .update(purchases)
      .set({ method: "card", paymentMethodId: null })
      .where(and(eq(purchases.workspaceId, ctx.workspaceId), eq(purchases.id, id)));
    await noteStep({ ...ctx, db: tx }, id, "method_changed", { to: "card" });
  });
}

/** Whoever is sent to pay may pay: what the provider said before that says nothing any more. */
function forgetLook(ctx: Context, { id }: Payment): Promise<unknown> {
  return inWorkspace(ctx, (tx) =>
    tx
      .update(payments)
      .set({ lookedAt: null, lookAskedAt: null })
      .where(
        and(
          eq(payments.workspaceId, ctx.workspaceId),
          eq(payments.id, id),
          inArray(payments.status, ["asked", "open"]),
        ),
      ),
  );
}
