import "server-only";
import { invariant } from "@/lib/errors";
import { everyOf } from "@/lib/recurring/rhythm";
import {
  cancelSubscription,
  makePrice,
  openSubscriptionPage,
  readInvoice,
  subscribeCard,
} from "@/lib/stripe/subscriptions";
import { foundInvoice } from "./found-invoice";
import type { OpenedPayment, PaymentOrder } from "./provider";

type Recurring = NonNullable<PaymentOrder["recurring"]>;
type Order = PaymentOrder & { recurring: Recurring };
type Carried = { customer: string; amount: number; metadata: Record<string, string> };

/** Asks for the first period on a hosted page; the ones that follow are charged to the card that pays it. */
export async function openRecurringPage(order: Order, carried: Carried): Promise<OpenedPayment> {
  const session = await openSubscriptionPage({
    customer: carried.customer,
    price: await priceOf(order, carried.amount),
    locale: order.locale,
    metadata: carried.metadata,
    successUrl: order.returnUrl,
    cancelUrl: order.cancelUrl,
    idempotencyKey: `${order.purchaseId}:${order.attempt}`,
  });
  invariant(session.url, "an open page has an address");
  const expiresAt = new Date(session.expires_at * 1_000);
  return { kind: "redirect", externalId: session.id, url: session.url, expiresAt };
}

/** Asks a card that is kept for the first period. What it refuses is ended there, so that another try begins anew. */
export async function chargeRecurring(order: Order, card: string, carried: Carried): Promise<OpenedPayment> {
  const subscription = await subscribeCard({
    customer: carried.customer,
    paymentMethod: card,
    price: await priceOf(order, carried.amount),
    metadata: carried.metadata,
    idempotencyKey: `${order.purchaseId}:${order.attempt}`,
  });
  const { latest_invoice: latest } = subscription;
  invariant(latest, "what begins at once has an invoice");
  const externalId = typeof latest === "string" ? latest : latest.id;
  const found = await foundInvoice(await readInvoice(externalId));
  if (found.status === "failed") await cancelSubscription(subscription.id);
  return { kind: "settled", externalId, found };
}

function priceOf({ recurring, currency, title, purchaseId }: Order, amount: number): Promise<string> {
  return makePrice({
    amount,
    currency,
    every: everyOf[recurring.rhythm],
    title,
    metadata: { recurring_id: recurring.id, version: "0" },
    idempotencyKey: `price:${purchaseId}:${title}`,
  });
}
