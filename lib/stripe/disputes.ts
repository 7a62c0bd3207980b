import "server-only";
import type Stripe from "stripe";
import { stripe } from "./client";

export function disputesOf(paymentIntent: string): Promise<Stripe.Dispute[]> {
  return stripe().disputes.list({ payment_intent: paymentIntent, limit: 100 }).autoPagingToArray({ limit: 1_000 });
}
