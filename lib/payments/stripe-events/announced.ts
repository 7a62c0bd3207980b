import "server-only";
import type { StripeEvent } from "@/lib/stripe/events";
import type { Announced } from "../store-event";

/** An event of Stripe's as it is kept. An event for a connected account names it; ours name none. */
export function announcedBy(event: StripeEvent, account: string): Announced {
  const object = event.data.object as { id?: unknown };
  return {
    provider: "stripe",
    id: event.id,
    account: event.account ?? account,
    livemode: event.livemode,
    apiVersion: event.api_version,
    type: event.type,
    objectId: typeof object.id === "string" ? object.id : null,
    payload: JSON.parse(JSON.stringify(event)),
    happenedAt: new Date(event.created * 1_000),
  };
}
