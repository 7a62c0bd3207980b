import "server-only";
import Stripe from "stripe";
import { stripe } from "./client";

/** A payment as the account tells of it: what was received, and what of it went back. */
export type ListedPayment = {
  id: string;
  received: bigint;
  refunded: bigint;
  currency: string;
  metadata: Record<string, string>;
  createdAt: Date;
};

const expand = ["latest_charge"];

/** Every payment made since, or ever, the latest first. */
export async function* paymentsSince(since: Date | null): AsyncIterable<ListedPayment> {
  const created = since && { created: { gte: Math.floor(since.getTime() / 1_000) } };
  const pages = stripe().paymentIntents.list({ ...created, limit: 100, expand: expand.map((name) => `data.${name}`) });
  for await (const intent of pages) yield listed(intent);
}

/** One of them by its name; null when the account knows none of that name. */
export async function listedPayment(id: string): Promise<ListedPayment | null> {
  try {
    return listed(await stripe().paymentIntents.retrieve(id, { expand }));
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "resource_missing") return null;
    throw error;
  }
}

function listed({ id, amount_received, currency, metadata, created, latest_charge: charge }: Stripe.PaymentIntent) {
  return {
    id,
    received: BigInt(amount_received),
    refunded: BigInt(typeof charge === "object" ? (charge?.amount_refunded ?? 0) : 0),
    currency: currency.toUpperCase(),
    metadata,
    createdAt: new Date(created * 1_000),
  };
}
