import "server-only";
import type Stripe from "stripe";
import { env } from "@/lib/env";
import { stripe } from "./client";

export type StripeEvent = Stripe.Event;

const toleranceS = 300;

/** The announcement if its signature is right and fresh; null otherwise. While a secret is changed, both are tried. */
export function verifiedEvent(body: string, signature: string | null, now: Date): StripeEvent | null {
  if (!signature) return null;
  for (const secret of env().STRIPE_WEBHOOK_SECRET.split(",")) {
    const event = verified(body, signature, secret.trim(), now);
    if (event) return event;
  }
  return null;
}

function verified(body: string, signature: string, secret: string, now: Date): StripeEvent | null {
  // The SDK refuses what is old and not what claims to come from the future.
  const signedAt = Number(/(?:^|,)t=(\d+)/.exec(signature)?.[1]);
  if (!(signedAt * 1_000 <= now.getTime() + toleranceS * 1_000)) return null;
  try {
    return stripe().webhooks.constructEvent(body, signature, secret, toleranceS);
  } catch {
    return null;
  }
}

/** Everything announced since, oldest first within each page that is read. */
export function eventsSince(since: Date): AsyncIterable<StripeEvent> {
  return stripe().events.list({ created: { gte: Math.floor(since.getTime() / 1_000) }, limit: 100 });
}
