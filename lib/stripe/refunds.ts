import "server-only";
import type Stripe from "stripe";
import { stripe } from "./client";

export function createRefund(refund: {
  paymentIntent: string;
  amount: number;
  metadata: Record<string, string>;
  idempotencyKey: string;
}): Promise<Stripe.Refund> {
  const { paymentIntent, amount, metadata, idempotencyKey } = refund;
  return stripe().refunds.create({ payment_intent: paymentIntent, amount, metadata }, { idempotencyKey });
}
