import "server-only";
import type Stripe from "stripe";
import { stripe } from "./client";

export type Every = { interval: "week" | "month"; count: number };

/** What each period costs: one amount with everything in it, so that what is charged is what was agreed to. */
export async function makePrice(wish: {
  amount: number;
  currency: string;
  every: Every;
  title: string;
  metadata: Record<string, string>;
  idempotencyKey: string;
}): Promise<string> {
  const { amount, currency, every, title, metadata, idempotencyKey } = wish;
  const { id } = await stripe().prices.create(
    {
      currency: currency.toLowerCase(),
      unit_amount: amount,
      recurring: { interval: every.interval, interval_count: every.count },
      product_data: { name: title },
      metadata,
    },
    { idempotencyKey },
  );
  return id;
}

export function readPrice(id: string): Promise<Stripe.Price> {
  return stripe().prices.retrieve(id);
}

export type SubscriptionPage = {
  customer: string;
  price: string;
  locale: string;
  metadata: Record<string, string>;
  successUrl: string;
  cancelUrl: string;
  idempotencyKey: string;
};

/** A hosted page where the first period is paid by card; the card stays with the subscription. */
export function openSubscriptionPage(wish: SubscriptionPage): Promise<Stripe.Checkout.Session> {
  const { customer, price, locale, metadata, successUrl, cancelUrl, idempotencyKey } = wish;
  return stripe().checkout.sessions.create(
    {
      mode: "subscription",
      customer,
      client_reference_id: metadata.purchase_id,
      metadata,
      allowed_payment_method_types: ["card"],
      subscription_data: { metadata },
      line_items: [{ price, quantity: 1 }],
      locale: locale as Stripe.Checkout.SessionCreateParams["locale"],
      success_url: successUrl,
      cancel_url: cancelUrl,
    },
    { idempotencyKey },
  );
}

/** Begins at once with a card that is kept; its bank may still ask its owner, on the page of the first invoice. */
export function subscribeCard(wish: {
  customer: string;
  paymentMethod: string;
  price: string;
  metadata: Record<string, string>;
  idempotencyKey: string;
}): Promise<Stripe.Subscription> {
  const { customer, paymentMethod, price, metadata, idempotencyKey } = wish;
  return stripe().subscriptions.create(
    {
      customer,
      items: [{ price }],
      default_payment_method: paymentMethod,
      payment_behavior: "allow_incomplete",
      metadata,
    },
    { idempotencyKey },
  );
}

/** Everything a customer ever subscribed to, newest first. */
export async function listSubscriptions(customer: string): Promise<Stripe.Subscription[]> {
  const found: Stripe.Subscription[] = [];
  for await (const one of stripe().subscriptions.list({ customer, status: "all", limit: 100 })) found.push(one);
  return found;
}

export function updateSubscription(
  id: string,
  change: Stripe.SubscriptionUpdateParams,
  idempotencyKey: string,
): Promise<Stripe.Subscription> {
  return stripe().subscriptions.update(id, change, { idempotencyKey });
}

export async function cancelSubscription(id: string): Promise<void> {
  await stripe().subscriptions.cancel(id);
}

/** The latest invoices of a subscription, oldest first. */
export async function listInvoices(subscription: string): Promise<Stripe.Invoice[]> {
  const { data } = await stripe().invoices.list({ subscription, limit: 36 });
  return data.toReversed();
}

export function readInvoice(id: string): Promise<Stripe.Invoice> {
  return stripe().invoices.retrieve(id);
}

/** The payment an invoice asks for; null while it is a draft, or when there is nothing to pay. */
export async function intentOfInvoice(invoice: string): Promise<Stripe.PaymentIntent | null> {
  const { data } = await stripe().invoicePayments.list({ invoice, limit: 10 });
  const payment = data.find(({ is_default }) => is_default) ?? data[0];
  const intent = payment?.payment.payment_intent;
  if (!intent) return null;
  const id = typeof intent === "string" ? intent : intent.id;
  return stripe().paymentIntents.retrieve(id, { expand: ["latest_charge"] });
}
