import "server-only";
import type Stripe from "stripe";
import { stripe } from "./client";

export type SetupWish = {
  customer: string;
  locale: string;
  metadata: Record<string, string>;
  successUrl: string;
  cancelUrl: string;
  idempotencyKey: string;
};

/** Opens a hosted page where a card is kept and nothing is paid. */
export function openSetup(wish: SetupWish): Promise<Stripe.Checkout.Session> {
  const { customer, locale, metadata, successUrl, cancelUrl, idempotencyKey } = wish;
  return stripe().checkout.sessions.create(
    {
      mode: "setup",
      customer,
      metadata,
      allowed_payment_method_types: ["card"],
      setup_intent_data: { metadata },
      locale: locale as Stripe.Checkout.SessionCreateParams["locale"],
      success_url: successUrl,
      cancel_url: cancelUrl,
    },
    { idempotencyKey },
  );
}

/** A page on which somebody agreed that their card is kept, with whichever of the three says which card it was. */
export function readKeptOn(id: string): Promise<Stripe.Checkout.Session> {
  return stripe().checkout.sessions.retrieve(id, { expand: ["setup_intent", "payment_intent", "subscription"] });
}
