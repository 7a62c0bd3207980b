import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { type Db, inSystem, inWorkspace } from "@/db";
import { payments, providerRefs, recurringPurchases } from "@/db/schema/payments";
import { purchases } from "@/db/schema/purchases";
import { followCards } from "@/lib/cards/follow-cards";
import type { Context } from "@/lib/context";
import { leaveEffect } from "@/lib/jobs/leave-effect";
import { log } from "@/lib/log";
import { keepRefs } from "@/lib/payments/find-ref";
import { foundInvoice } from "@/lib/payments/found-invoice";
import { lookAtPayment } from "@/lib/payments/look-at-payment";
import type { ProviderAccount } from "@/lib/payments/provider";
import { providerContext } from "@/lib/payments/provider-context";
import { settlePayment } from "@/lib/payments/settle-payment";
import { stripeAccount } from "@/lib/stripe/client";
import type { Invoice, Subscription } from "@/lib/stripe/objects";
import { listInvoices, readPrice } from "@/lib/stripe/subscriptions";
import { firstPeriod } from "./begin-recurring";
import { findSubscription } from "./find-subscription";
import { lockRecurring, ofRecurring, type Recurring } from "./lock-recurring";
import { periodPayment } from "./period-purchase";

type Owed = { failure: string | null; payUrl: string | null; purchaseId: string };

/**
 * Makes a recurring purchase what the provider says of it now: each invoice it has not seen becomes the purchase of its
 * period and goes through the one door, then the row follows the subscription. Announcements, the reconciler and the verbs
 * that change it all come here, in any order and as often as they like.
 */
export async function lookAtRecurring(ctx: Context, id: string): Promise<string> {
  const [subscription, at] = await Promise.all([findSubscription(ctx, id), stripeAccount()]);
  if (!subscription) return "not begun";
  await lookAtFirst(ctx, id);
  const done = await paidInvoices(ctx, at, id);
  let owed: Owed | null = null;
  let completed = 0;
  for (const invoice of await listInvoices(subscription.id)) {
    if (done.has(invoice.id) || !isDue(invoice)) continue;
    const outcome = await settlePeriod(ctx, id, at, invoice);
    if (outcome === "completed") completed += 1;
    else if (outcome) owed = outcome;
  }
  await follow(ctx, id, subscription, owed);
  return `${subscription.status}, ${completed} periods paid`;
}

/** The first period is paid by the try that began it. */
async function lookAtFirst(ctx: Context, id: string): Promise<void> {
  const open = await inWorkspace(ctx, (tx) =>
    tx
      .select({ payment: payments })
      .from(payments)
      .innerJoin(purchases, and(eq(purchases.workspaceId, payments.workspaceId), eq(purchases.id, payments.purchaseId)))
      .where(
        and(
          eq(payments.workspaceId, ctx.workspaceId),
          eq(purchases.recurringId, id),
          eq(purchases.period, firstPeriod),
          inArray(payments.status, ["open", "processing"]),
        ),
      ),
  );
  for (const { payment } of open) await lookAtPayment(ctx, payment);
}

/** A draft asks for nothing yet, and a period that is left out for nothing at all. */
function isDue({ status, total, billing_reason }: Invoice): boolean {
  return status !== "draft" && total > 0 && billing_reason !== "subscription_create";
}

async function paidInvoices(ctx: Context, { account, livemode }: ProviderAccount, id: string): Promise<Set<string>> {
  const rows = await inWorkspace(ctx, (tx) =>
    tx
      .select({ name: providerRefs.externalId })
      .from(providerRefs)
      .innerJoin(payments, and(eq(payments.workspaceId, providerRefs.workspaceId), eq(payments.id, providerRefs.ourId)))
      .innerJoin(purchases, and(eq(purchases.workspaceId, payments.workspaceId), eq(purchases.id, payments.purchaseId)))
      .where(
        and(
          eq(providerRefs.workspaceId, ctx.workspaceId),
          eq(providerRefs.account, account),
          eq(providerRefs.livemode, livemode),
          eq(providerRefs.kind, "invoice"),
          eq(purchases.recurringId, id),
          inArray(payments.status, ["paid", "closed"]),
        ),
      ),
  );
  return new Set(rows.map(({ name }) => name));
}

async function settlePeriod(
  ctx: Context,
  id: string,
  at: ProviderAccount,
  invoice: Invoice,
): Promise<Owed | "completed" | null> {
  const [line] = invoice.lines.data;
  const price = line?.pricing?.price_details?.price;
  if (!line || !price) return null;
  const found = await foundInvoice(invoice);
  if (found.status === "closed" && invoice.attempt_count === 0) return null;
  const version = Number((await readPrice(typeof price === "string" ? price : price.id)).metadata.version ?? 0);
  const payment = await periodPayment(ctx, id, at, {
    period: periodOf(line.period.start),
    version,
    invoice: invoice.id,
  });
  await keepRefs(
    ctx,
    "stripe",
    at,
    found.refs.map((ref) => ({ ...ref, ourId: payment.id })),
  );
  const settled = await settlePayment(ctx, { payment, externalId: invoice.id, found });
  if (found.status === "requires_action")
    return { failure: found.failure ?? "generic", payUrl: found.url, purchaseId: payment.purchaseId };
  return settled === "completed" ? "completed" : null;
}

/** The day on which it begins, as a number: 20260228. */
function periodOf(startS: number): number {
  return Number(new Date(startS * 1_000).toISOString().slice(0, 10).replaceAll("-", ""));
}

const statuses: Partial<Record<Subscription["status"], Recurring["status"]>> = {
  active: "active",
  trialing: "active",
  past_due: "past_due",
  unpaid: "past_due",
  canceled: "stopped",
  incomplete_expired: "stopped",
};

async function follow(ctx: Context, id: string, subscription: Subscription, owed: Owed | null): Promise<void> {
  const card = await cardOf(ctx, subscription);
  await inWorkspace(ctx, async (tx) => {
    const before = await lockRecurring(tx, ctx, id);
    const status = statuses[subscription.status] ?? "starting";
    const [item] = subscription.items.data;
    const next = item ? new Date(item.current_period_end * 1_000) : null;
    const stopped = status === "stopped";
    await tx
      .update(recurringPurchases)
      .set({
        status,
        anchorAt: new Date(subscription.start_date * 1_000),
        nextAt: stopped ? null : next,
        endsAt: subscription.cancel_at === null ? null : new Date(subscription.cancel_at * 1_000),
        skipsNext: subscription.status === "trialing" && before.skipsNext,
        paymentMethodId: card ?? before.paymentMethodId,
        failure: stopped ? null : (owed?.failure ?? null),
        payUrl: stopped ? null : (owed?.payUrl ?? null),
        ...(stopped && before.status !== "stopped" && { stoppedAt: ctx.now }),
      })
      .where(ofRecurring(ctx, id));
    if (owed)
      await leaveEffect(
        { ...ctx, db: tx },
        {
          topic: "recurring.failed",
          payload: { purchaseId: owed.purchaseId },
          effectKey: `recurring_failed:${owed.purchaseId}`,
        },
      );
  });
}

async function cardOf(ctx: Context, { default_payment_method: method }: Subscription): Promise<string | null> {
  if (!method) return null;
  return (await followCards(ctx)).get(typeof method === "string" ? method : method.id) ?? null;
}

/** Those that live are asked about whether or not anything was announced. */
export async function lookAtAllRecurring(db: Db, now: Date): Promise<number> {
  const living = await inSystem(db, (tx) =>
    tx
      .select({ workspaceId: recurringPurchases.workspaceId, id: recurringPurchases.id })
      .from(recurringPurchases)
      .where(inArray(recurringPurchases.status, ["starting", "active", "past_due"]))
      .orderBy(recurringPurchases.nextAt)
      .limit(500),
  );
  for (const { workspaceId, id } of living) {
    await lookAtRecurring(providerContext(db, workspaceId, "stripe", now), id).catch((error: unknown) =>
      log.warn({ recurring_id: id, err: error }, "a recurring purchase could not be looked at"),
    );
  }
  return living.length;
}
