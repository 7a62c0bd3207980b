import "server-only";
import type Stripe from "stripe";
import { stripe } from "./client";

export type CheckoutWish = {
  customer: string;
  amount: number;
  currency: string;
  title: string;
  locale: string;
  keepsCard: boolean;
  metadata: Record<string, string>;
  successUrl: string;
  cancelUrl: string;
  expiresAt: Date;
  idempotencyKey: string;
};

const leastMinutes = 31;

/** Opens a hosted page where one amount is paid by card. */
export function openCheckout(wish: CheckoutWish, now: Date): Promise<Stripe.Checkout.Session> {
  const { customer, amount, currency, title, locale, keepsCard, metadata, successUrl, cancelUrl } = wish;
  // A page lives for half an hour at least and a day at most.
  const least = now.getTime() + leastMinutes * 60_000;
  const most = now.getTime() + 24 * 3_600_000 - 60_000;
  const expires = Math.min(Math.max(wish.expiresAt.getTime(), least), most);
  return stripe().checkout.sessions.create(
    {
      mode: "payment",
      customer,
      client_reference_id: metadata.purchase_id,
      metadata,
      allowed_payment_method_types: ["card"],
      payment_intent_data: {
        metadata,
        description: title,
        ...(keepsCard && { setup_future_usage: "off_session" }),
      },
      line_items: [
        {
          quantity: 1,
          price_data: { currency: currency.toLowerCase(), unit_amount: amount, product_data: { name: title } },
        },
      ],
      locale: locale as Stripe.Checkout.SessionCreateParams["locale"],
      success_url: successUrl,
      cancel_url: cancelUrl,
      expires_at: Math.floor(expires / 1_000),
    },
    { idempotencyKey: wish.idempotencyKey },
  );
}

export function readCheckout(id: string): Promise<Stripe.Checkout.Session> {
  return stripe().checkout.sessions.retrieve(id, { expand: ["payment_intent.latest_charge", "invoice"] });
}

export function expireCheckout(id: string): Promise<unknown> {
  return stripe().checkout.sessions.expire(id);
}

/** A page that was opened for something, found by what it was given to carry. */
export async function findCheckout(customer: string, carries: Record<string, string>): Promise<string | null> {
  for await (const session of stripe().checkout.sessions.list({ customer, limit: 100 }))
    if (Object.entries(carries).every(([name, value]) => session.metadata?.[name] === value)) return session.id;
  return null;
}
