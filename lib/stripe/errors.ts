import "server-only";
import Stripe from "stripe";

const notYet = [409, 429];

/**
 * Whether Stripe has answered with an error for good. It answers so again under the same key; whether it did anything before
 * that, only a look can tell. Silence, and being asked to wait, are another thing: asked again under the same key, it goes on.
 */
export function isRefusedForGood(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeError && !notYet.includes(error.statusCode ?? 429);
}
