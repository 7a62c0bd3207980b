import type Stripe from "stripe";
import { recurrenceOf, type Subscription } from "../billing/items";
import { stepFrom } from "../billing/periods";
import { invalid } from "../http/failure";
import type { Objects } from "../store/kinds";
import type { Unit } from "../store/unit";
import { mergedMetadata } from "./members";

/** Also for what a checkout subscribes to. */
export function createSubscription(
  unit: Unit,
  customer: Objects["customer"],
  params: Stripe.SubscriptionCreateParams,
  price: Objects["price"],
): Subscription {
  recurrenceOf(price);
  const trialEnd = trialEndOf(unit, params, price);
  checkAnchor(unit, params.billing_cycle_anchor, trialEnd ?? unit.now, price);
  const subscription = unit.create("subscription", {
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: params.billing_cycle_anchor ?? trialEnd ?? unit.now,
    billing_mode: { flexible: { proration_discounts: "included" }, type: "flexible" },
    billing_schedules: [],
    cancel_at: typeof params.cancel_at === "number" ? params.cancel_at : null,
    cancel_at_period_end: params.cancel_at_period_end ?? false,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: params.collection_method ?? "charge_automatically",
    currency: price.currency,
    customer: customer.id,
    days_until_due: params.days_until_due ?? null,
    description: params.description ?? null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: "self" },
    },
    metadata: mergedMetadata({}, params.metadata),
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: params.payment_settings?.save_default_payment_method ?? "off",
    },
    start_date: unit.now,
    status: trialEnd ? "trialing" : "incomplete",
    test_clock: customer.test_clock ?? null,
    trial_end: trialEnd,
    trial_settings: {
      end_behavior: {
        billing_cycle_anchor: null,
        missing_payment_method: params.trial_settings?.end_behavior.missing_payment_method ?? "create_invoice",
      },
    },
    trial_start: trialEnd ? unit.now : null,
  });
  const { id, cancel_at: ends } = subscription;
  if (ends !== null) unit.schedule("subscription.cancel", subscription, ends);
  if (params.proration_behavior === "none") unit.hiddenOf(subscription).freeUntilAnchor = true;
  subscription.items = { object: "list", data: [], has_more: false, url: `/v1/subscription_items?subscription=${id}` };
  return subscription;
}

function trialEndOf(unit: Unit, params: Stripe.SubscriptionCreateParams, price: Objects["price"]): number | null {
  if (typeof params.trial_end === "number") {
    if (params.trial_end <= unit.now) throw invalid("The trial has to end in the future.", "trial_end");
    return params.trial_end;
  }
  const days = params.trial_period_days ?? (params.trial_from_plan ? price.recurring?.trial_period_days : null);
  return days && params.trial_end !== "now" ? unit.now + days * 86_400 : null;
}

/** An anchor may cut the first period short, and not make it longer. */
function checkAnchor(unit: Unit, anchor: number | undefined, start: number, price: Objects["price"]): void {
  if (anchor === undefined) return;
  const { interval, interval_count } = recurrenceOf(price);
  if (anchor < Math.max(unit.now, start)) throw invalid("The anchor has to lie ahead.", "billing_cycle_anchor");
  if (anchor <= stepFrom(start, interval, interval_count)) return;
  const message = "billing_cycle_anchor cannot be later than the next natural billing date.";
  throw invalid(message, "billing_cycle_anchor");
}

/** Also for the customer's own wish. */
export function applyCancellation(
  unit: Unit,
  subscription: Subscription,
  params: Pick<Stripe.SubscriptionUpdateParams, "cancel_at" | "cancel_at_period_end">,
): void {
  const end = Math.max(...subscription.items.data.map(({ current_period_end }) => current_period_end));
  if (params.cancel_at_period_end !== undefined) {
    subscription.cancel_at_period_end = params.cancel_at_period_end;
    subscription.cancel_at = params.cancel_at_period_end ? end : null;
    subscription.canceled_at = params.cancel_at_period_end ? unit.now : null;
  }
  if (params.cancel_at === undefined) return;
  unit.callOff("subscription.cancel", subscription);
  const at = typeof params.cancel_at === "number" ? params.cancel_at : params.cancel_at ? end : null;
  subscription.cancel_at = at;
  subscription.canceled_at = at === null ? null : unit.now;
  if (at !== null) unit.schedule("subscription.cancel", subscription, at);
}

/** Why somebody leaves, in their own words. */
export function noteReason(
  subscription: Subscription,
  given: Stripe.SubscriptionUpdateParams.CancellationDetails = {},
) {
  const known = subscription.cancellation_details;
  const { comment = known?.comment, feedback = known?.feedback } = given;
  subscription.cancellation_details = {
    comment: comment || null,
    feedback: feedback || null,
    feedback_option: null,
    reason: subscription.canceled_at === null ? null : "cancellation_requested",
  };
}
