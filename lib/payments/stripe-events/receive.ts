import "server-only";
import { database } from "@/db";
import { countAuthFailure } from "@/lib/metrics/refusals";
import { stripeAccount } from "@/lib/stripe/client";
import { verifiedEvent } from "@/lib/stripe/events";
import { storeEvent } from "../store-event";
import { announcedBy } from "./announced";

/** False when it does not come from Stripe. It throws when it cannot be written down, so that it is not taken for received. */
export async function receiveStripeEvent(body: string, signature: string | null, now: Date): Promise<boolean> {
  const event = verifiedEvent(body, signature, now);
  if (!event) {
    countAuthFailure("webhook_signature");
    return false;
  }
  const { account } = await stripeAccount();
  await storeEvent(database(), announcedBy(event, account), now);
  return true;
}
