import "server-only";
import Stripe from "stripe";
import { stripe } from "./client";

/** Null where Stripe refuses: the charge is disputed, or was given back already. */
export async function createRefund(refund: {
  paymentIntent: string;
  amount: number;
  metadata: Record<string, string>;
  idempotencyKey: string;
}): Promise<Stripe.Refund | null> {
  const { paymentIntent, amount, metadata, idempotencyKey } = refund;
  try {
    return await stripe().refunds.create({ payment_intent: paymentIntent, amount, metadata }, { idempotencyKey });
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError) return null;
    throw error;
  }
}

export function refundsOf(paymentIntent: string): Promise<Stripe.Refund[]> {
  return stripe().refunds.list({ payment_intent: paymentIntent, limit: 100 }).autoPagingToArray({ limit: 1_000 });
}
