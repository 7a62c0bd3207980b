import "server-only";
import Stripe from "stripe";
import { stripe } from "./client";

export type CardCharge = {
  customer: string;
  paymentMethod: string;
  amount: number;
  currency: string;
  description: string;
  metadata: Record<string, string>;
  returnUrl: string;
  idempotencyKey: string;
};

/** Charges a saved card while its owner is there: their bank may still ask them. A decline is an answer, not an error. */
export async function chargeCard(charge: CardCharge): Promise<Stripe.PaymentIntent> {
  const { customer, paymentMethod, amount, currency, description, metadata, returnUrl, idempotencyKey } = charge;
  try {
    return await stripe().paymentIntents.create(
      {
        amount,
        currency: currency.toLowerCase(),
        customer,
        payment_method: paymentMethod,
        allowed_payment_method_types: ["card"],
        confirm: true,
        description,
        metadata,
        return_url: returnUrl,
        expand: ["latest_charge"],
      },
      { idempotencyKey },
    );
  } catch (error) {
    if (error instanceof Stripe.errors.StripeCardError && error.payment_intent) return error.payment_intent;
    throw error;
  }
}

export function readPayment(id: string): Promise<Stripe.PaymentIntent> {
  return stripe().paymentIntents.retrieve(id, { expand: ["latest_charge"] });
}

export function cancelPayment(id: string): Promise<unknown> {
  return stripe().paymentIntents.cancel(id);
}

/** A charge that was made for something, found by what it was given to carry. */
export async function findPayment(customer: string, carries: Record<string, string>): Promise<string | null> {
  for await (const intent of stripe().paymentIntents.list({ customer, limit: 100 }))
    if (Object.entries(carries).every(([name, value]) => intent.metadata[name] === value)) return intent.id;
  return null;
}
