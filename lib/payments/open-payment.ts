import "server-only";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { payments } from "@/db/schema/payments";
import { type PurchaseStatus, purchases } from "@/db/schema/purchases";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log";
import { lockPurchase, type Purchase } from "@/lib/purchases/lock-purchase";
import { noteStep } from "@/lib/purchases/note-step";
import { keepRefs } from "./find-ref";
import { keepFoundRefs, refKinds } from "./look-at-payment";
import type { OpenedPayment, PaymentOrder, PaymentProvider, ProviderAccount } from "./provider";
import { settlePayment } from "./settle-payment";

export type Payment = typeof payments.$inferSelect;

/** What only the page knows: where the buyer comes back to and how they read. */
export type Trip = Pick<PaymentOrder, "title" | "locale" | "email" | "returnUrl" | "cancelUrl">;

const stillOpen = ["asked", "open", "processing"] as const;
const payable: readonly PurchaseStatus[] = ["pending", "failed", "requires_action", "awaiting_transfer"];

/**
 * Begins one try to be paid, or goes on with the one that is open: a button pressed twice leads to one page. The try is
 * written down first; the provider is asked under its name, so a process that died in between asks again and gets the same.
 */
export async function openPayment(
  ctx: Context,
  provider: PaymentProvider,
  purchaseId: string,
  trip: Trip,
): Promise<Payment> {
  const { purchase, payment } = await beginTry(ctx, provider, purchaseId);
  // The provider charges a renewal by itself; whoever wants to pay it by hand is led to its page.
  if (payment.status !== "asked" || payment.kind === "renewal") return payment;
  const order = orderOf(purchase, payment, trip);
  const account = await provider.account(ctx);
  const opened = await provider.open(ctx, order).catch(async (error: unknown) => {
    const found = await openedAllTheSame(ctx, provider, order, error);
    if (!found) await giveUpTry(ctx, payment);
    return found ?? Promise.reject(new AppError("unavailable", "payment_not_opened"));
  });
  return keepOpened(ctx, { purchase, payment, account, opened });
}

/** A refusal may come after the work was done: what there is decides, and no second try is made beside it. */
async function openedAllTheSame(
  ctx: Context,
  provider: PaymentProvider,
  order: PaymentOrder,
  error: unknown,
): Promise<OpenedPayment | null> {
  const externalId = await provider.recover(ctx, order, error);
  log.warn({ purchase_id: order.purchaseId, attempt: order.attempt, found: externalId, err: error }, "payment refused");
  return externalId === null ? null : { kind: "settled", externalId, found: await provider.look(ctx, externalId) };
}

/** The next press is another try, under another name: under this one the provider would refuse for ever. */
function giveUpTry(ctx: Context, payment: Payment): Promise<void> {
  return inWorkspace(ctx, async (tx) => {
    await lockPurchase(tx, ctx, payment.purchaseId);
    await tx
      .update(payments)
      .set({ status: "failed", failure: "processing_error", finishedAt: ctx.now })
      .where(and(ofPayment(payment), eq(payments.status, "asked")));
    const { attempt, purchaseId } = payment;
    await noteStep({ ...ctx, db: tx }, purchaseId, "payment_failed", { attempt, failure: "processing_error" });
  });
}

function beginTry(ctx: Context, { name }: PaymentProvider, purchaseId: string) {
  return inWorkspace(ctx, async (tx) => {
    const purchase = await lockPurchase(tx, ctx, purchaseId);
    const tries = await tx
      .select()
      .from(payments)
      .where(and(eq(payments.workspaceId, ctx.workspaceId), eq(payments.purchaseId, purchaseId)))
      .orderBy(desc(payments.attempt));
    const open = tries.find(({ status }) => (stillOpen as readonly string[]).includes(status));
    if (open) return { purchase, payment: open };
    if (!payable.includes(purchase.status) || purchase.expiresAt <= ctx.now)
      throw new AppError("gone", "purchase_closed");
    const [payment] = await tx
      .insert(payments)
      .values({
        workspaceId: ctx.workspaceId,
        id: newId("pay", ctx.now.getTime()),
        purchaseId,
        attempt: (tries[0]?.attempt ?? 0) + 1,
        provider: name,
        kind: name === "bank" ? "transfer" : purchase.method === "saved_card" ? "saved_card" : "checkout",
        status: "asked",
        amountMinor: purchase.totalMinor,
        currency: purchase.currency,
        createdAt: ctx.now,
        expiresAt: purchase.expiresAt,
      })
      .returning();
    if (!payment) throw new AppError("conflict");
    return { purchase, payment };
  });
}

function orderOf(purchase: Purchase, { attempt }: Payment, trip: Trip): PaymentOrder {
  const { id, number, recurringId, rhythm, totalMinor, currency, keepsCard, paymentMethodId, bank, expiresAt } =
    purchase;
  return {
    ...trip,
    purchaseId: id,
    purchaseNumber: number,
    attempt,
    amountMinor: totalMinor,
    currency,
    keepsCard,
    paymentMethodId,
    bank,
    recurring: recurringId !== null && rhythm !== "once" ? { id: recurringId, rhythm } : null,
    expiresAt,
  };
}

type Kept = { purchase: Purchase; payment: Payment; account: ProviderAccount; opened: OpenedPayment };

function keepOpened(ctx: Context, { purchase, payment, account, opened }: Kept): Promise<Payment> {
  return inWorkspace(ctx, async (tx) => {
    const inner = { ...ctx, db: tx };
    await lockPurchase(tx, ctx, purchase.id);
    await keepRefs(inner, payment.provider, account, [refOf(payment, opened.externalId)]);
    if (opened.kind === "settled") {
      await keepFoundRefs(inner, payment, account, opened.found);
      await settlePayment(inner, { payment, externalId: opened.externalId, found: opened.found });
    } else {
      const isTransfer = opened.kind === "transfer";
      await tx
        .update(payments)
        .set({
          status: "open",
          expiresAt: opened.expiresAt,
          url: isTransfer ? null : opened.url,
          details: isTransfer ? { ...opened.details } : {},
        })
        .where(and(ofPayment(payment), inArray(payments.status, ["asked"])));
      await tx
        .update(purchases)
        .set({
          status: isTransfer ? "awaiting_transfer" : "pending",
          statusAt: ctx.now,
          failure: null,
          // Nobody is cut off while they pay.
          expiresAt: sql`greatest(${purchases.expiresAt}, ${opened.expiresAt.toISOString()}::timestamptz)`,
        })
        .where(
          and(
            eq(purchases.workspaceId, ctx.workspaceId),
            eq(purchases.id, purchase.id),
            inArray(purchases.status, [...payable]),
          ),
        );
      await noteStep(inner, purchase.id, "payment_opened", { attempt: payment.attempt, kind: payment.kind });
    }
    const [kept] = await tx.select().from(payments).where(ofPayment(payment));
    return kept ?? payment;
  });
}

const ofPayment = ({ workspaceId, id }: Payment) => and(eq(payments.workspaceId, workspaceId), eq(payments.id, id));

const refOf = ({ id, kind }: Payment, externalId: string) => ({ externalId, kind: refKinds[kind], ourId: id });
