import "server-only";
import type { Db } from "@/db";
import { stripeAccount } from "@/lib/stripe/client";
import type { Handled, StoredEvent } from "../work-events";
import { cardsChanged } from "./cards-changed";
import { checkoutCompleted } from "./checkout-completed";
import { paymentChanged } from "./payment-changed";
import { recurringChanged } from "./recurring-changed";
import { returnsChanged } from "./returns-changed";
import { suspicionRaised } from "./suspicion-raised";

/** One file per family of announcements, each answering with a sentence for the log. */
type Handler = (db: Db, event: StoredEvent, now: Date) => Promise<Handled>;

const handlers: readonly [types: RegExp, handle: Handler][] = [
  [/^checkout\.session\.completed$/, checkoutCompleted],
  [/^checkout\.session\./, paymentChanged],
  [/^payment_intent\./, paymentChanged],
  [/^customer\.subscription\./, recurringChanged],
  [/^invoice\.(paid|payment_failed|payment_action_required|voided|marked_uncollectible)$/, recurringChanged],
  [/^payment_method\./, cardsChanged],
  [/^setup_intent\.succeeded$/, cardsChanged],
  [/^charge\.(succeeded|failed|updated|pending|captured)$/, paymentChanged],
  [/^charge\.(refunded|refund\.updated)$/, returnsChanged],
  [/^charge\.dispute\./, returnsChanged],
  [/^refund\./, returnsChanged],
  [/^(radar\.early_fraud_warning|review)\./, suspicionRaised],
];

export async function handleStripeEvent(db: Db, event: StoredEvent, now: Date): Promise<Handled> {
  const { account, livemode } = await stripeAccount();
  if (event.livemode !== livemode || event.account !== account)
    return { status: "done", said: "Of another account or of another mode: not ours." };
  const found = handlers.find(([types]) => types.test(event.type));
  return found ? found[1](db, event, now) : { status: "done", said: "Nothing follows from it." };
}
