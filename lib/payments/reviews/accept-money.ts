import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { type ProviderName, payments } from "@/db/schema/payments";
import { purchases } from "@/db/schema/purchases";
import type { Context } from "@/lib/context";
import { AppError, invariant } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { completePurchase } from "@/lib/purchases/complete-purchase";
import type { Purchase } from "@/lib/purchases/lock-purchase";
import { noteStep } from "@/lib/purchases/note-step";
import { lockNumbers } from "@/lib/purchases/start-purchase";
import { partOfPurchase } from "./part-of-purchase";

export type Money = { amountMinor: bigint; currency: string; provider: ProviderName; paymentId: string | null };

/** What came is taken for the price, whatever it was. */
export async function acceptAsPrice(ctx: Context, purchase: Purchase, money: Money): Promise<void> {
  if (purchase.status === "paid") throw new AppError("conflict", "review_paid_already");
  await complete(ctx, purchase, money, await paymentFor(ctx, purchase, money));
}

/** A purchase of its own, at the price of the other one, for as much as came: with its own number, invoice and credits. */
export async function acceptAsPart(ctx: Context, purchase: Purchase, money: Money): Promise<void> {
  if (money.currency !== purchase.currency) throw new AppError("conflict", "review_other_currency");
  const part = partOfPurchase(purchase, money.amountMinor);
  if (part.creditsMicro <= 0n) throw new AppError("conflict", "review_too_small");
  const takeNumber = await lockNumbers(ctx.db, ctx);
  const [made] = await ctx.db
    .insert(purchases)
    .values({
      ...purchase,
      ...part,
      id: newId("pur", ctx.now.getTime()),
      number: await takeNumber(),
      status: "review",
      rhythm: "once",
      recurringId: null,
      period: null,
      paidAt: null,
      failure: null,
      createdAt: ctx.now,
      statusAt: ctx.now,
      expiresAt: ctx.now,
      refundedMinor: 0n,
      disputedMinor: 0n,
      reversedMicro: 0n,
    })
    .returning();
  invariant(made, "an insert answers with its row");
  await noteStep(ctx, made.id, "created", {});
  await complete(ctx, made, money, await newPayment(ctx, made, money));
}

function complete(ctx: Context, purchase: Purchase, money: Money, payment: typeof payments.$inferSelect) {
  return completePurchase(ctx, {
    purchaseId: purchase.id,
    paymentId: payment.id,
    externalId: payment.id,
    accepted: true,
    found: {
      status: "paid",
      receivedMinor: money.amountMinor,
      currency: money.currency,
      url: null,
      failure: null,
      details: payment.details,
      refs: [],
    },
  });
}

/** The payment the money came by, if it belongs to this purchase. */
async function paymentFor(ctx: Context, purchase: Purchase, money: Money) {
  if (money.paymentId) {
    const [found] = await ctx.db
      .select()
      .from(payments)
      .where(
        and(
          eq(payments.workspaceId, ctx.workspaceId),
          eq(payments.id, money.paymentId),
          eq(payments.purchaseId, purchase.id),
        ),
      );
    if (found) return found;
  }
  return newPayment(ctx, purchase, money);
}

async function newPayment(ctx: Context, purchase: Purchase, { amountMinor, currency, provider }: Money) {
  const mine = and(eq(payments.workspaceId, ctx.workspaceId), eq(payments.purchaseId, purchase.id));
  const [last] = await ctx.db.select().from(payments).where(mine).orderBy(desc(payments.attempt)).limit(1);
  const [made] = await ctx.db
    .insert(payments)
    .values({
      workspaceId: ctx.workspaceId,
      id: newId("pay", ctx.now.getTime()),
      purchaseId: purchase.id,
      attempt: (last?.attempt ?? 0) + 1,
      provider,
      kind: provider === "bank" ? "transfer" : "checkout",
      status: "closed",
      amountMinor,
      currency,
      details: purchase.bank ? { bank: purchase.bank.toUpperCase() } : {},
      createdAt: ctx.now,
      finishedAt: ctx.now,
      lookedAt: ctx.now,
    })
    .returning();
  invariant(made, "an insert answers with its row");
  return made;
}
