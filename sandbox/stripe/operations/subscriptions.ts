import type Stripe from "stripe";
import { grantDiscounts } from "../billing/discounts";
import { endSubscription } from "../billing/ending";
import { addItem, periodEnd, type Subscription } from "../billing/items";
import { billPending } from "../billing/period-invoice";
import { planOf } from "../billing/plans";
import { changeItems, creditUnused } from "../billing/proration";
import { scheduleNext } from "../billing/renewals";
import { startSubscription } from "../billing/subscriptions";
import { moveTrialEnd, resumeSubscription } from "../billing/trials";
import { invalid, unsupported } from "../http/failure";
import { type Call, idOf, type Operations, operation } from "../http/operation";
import { namedMethod } from "../payments/methods";
import { listPage } from "../store/list";
import type { Unit } from "../store/unit";
import { living } from "./deleted";
import { mergedMetadata, setMembers } from "./members";
import { itemChanges, required, taxRatesOf, wishOf } from "./subscription-items";
import { applyCancellation, createSubscription, noteReason } from "./subscription-params";

const foreign = [
  "application_fee_percent",
  "billing_schedules",
  "billing_thresholds",
  "customer_account",
  "on_behalf_of",
  "pending_invoice_item_interval",
  "transfer_data",
  "billing_cycle_anchor_config",
  "backdate_start_date",
] as const;

export const subscriptions: Operations = {
  "POST /v1/subscriptions": operation<Stripe.SubscriptionCreateParams>(async ({ unit, params }) => {
    refuse(params);
    refuseUnless(params.billing_mode?.type, "flexible", "billing_mode");
    const customer = await living(unit, "customer", required(params.customer, "customer"), "customer");
    await unit.standAtClockOf(customer.id);
    const wishes = await Promise.all((params.items ?? []).map((item) => wishOf(unit, item)));
    const [first] = wishes;
    if (!first) throw invalid("Missing required param: items.", "items", "parameter_missing");
    const subscription = createSubscription(unit, customer, params, first.price);
    if (params.default_payment_method) {
      subscription.default_payment_method = (
        await namedMethod(unit, params.default_payment_method, "default_payment_method")
      ).id;
    }
    subscription.default_tax_rates = await taxRatesOf(unit, params.default_tax_rates);
    const owner = { customer: customer.id, subscription: subscription.id };
    subscription.discounts = await grantDiscounts(unit, params.discounts, owner, {
      currency: subscription.currency,
      subtotal: wishes.reduce((sum, { price, quantity }) => sum + (price.unit_amount ?? 0) * quantity, 0),
    });
    for (const wish of wishes)
      addItem(unit, subscription, wish, planOf(wish.price), periodEnd(unit, subscription, wish.price));
    await begin(unit, subscription, params.payment_behavior);
    return subscription;
  }),

  "GET /v1/subscriptions": operation<Stripe.SubscriptionListParams>(({ unit, params, url }) => {
    const { customer, status, test_clock, collection_method } = params;
    const over = status === "ended" ? "canceled" : status;
    const exact = status === "all" ? undefined : (over ?? { not: "canceled" });
    return listPage(unit, "subscription", { customer, status: exact, test_clock, collection_method }, params, url);
  }),

  "GET /v1/subscriptions/{}": operation((call) => call.unit.get("subscription", idOf(call))),

  "POST /v1/subscriptions/{}": operation<Stripe.SubscriptionUpdateParams>(async ({ unit, params, ids }) => {
    refuse(params);
    refuseUnless(params.payment_behavior, "allow_incomplete", "payment_behavior");
    const subscription = await subscriptionOf({ unit, ids });
    if (["canceled", "incomplete_expired"].includes(subscription.status))
      throw invalid("A canceled subscription can only update its cancellation_details.");
    setMembers(subscription, params, ["description", "collection_method", "days_until_due"]);
    if (params.default_payment_method) {
      subscription.default_payment_method = (
        await namedMethod(unit, params.default_payment_method, "default_payment_method")
      ).id;
    }
    subscription.metadata = mergedMetadata(subscription.metadata, params.metadata);
    if (params.default_tax_rates !== undefined)
      subscription.default_tax_rates = await taxRatesOf(unit, params.default_tax_rates);
    if (params.discounts !== undefined) {
      const owner = { customer: subscription.customer, subscription: subscription.id };
      const { currency } = subscription;
      subscription.discounts = await grantDiscounts(unit, params.discounts, owner, { currency });
    }
    if (params.pause_collection !== undefined) {
      const { behavior, resumes_at = null } = params.pause_collection || {};
      subscription.pause_collection = behavior ? { behavior, resumes_at } : null;
    }
    applyCancellation(unit, subscription, params);
    if (params.cancellation_details || params.cancel_at_period_end !== undefined || params.cancel_at !== undefined)
      noteReason(subscription, params.cancellation_details);
    const { proration_behavior: behavior = "create_prorations", proration_date: at } = params;
    if (params.trial_end !== undefined) await moveTrialEnd(unit, subscription, params.trial_end, behavior);
    const restarts = params.billing_cycle_anchor?.type === "now";
    if (restarts && subscription.status === "trialing")
      throw unsupported("billing_cycle_anchor=now in a trial", "billing_cycle_anchor");
    if (params.items || restarts) {
      const changes = await itemChanges(unit, params.items ?? []);
      await changeItems(unit, subscription, changes, { behavior, at, restarts });
    }
    if (!["paused", "incomplete", "canceled"].includes(subscription.status)) scheduleNext(unit, subscription);
    unit.announceChange("customer.subscription.updated", subscription);
    return subscription;
  }),

  "DELETE /v1/subscriptions/{}": operation<Stripe.SubscriptionCancelParams>(async ({ unit, params, ids }) => {
    const subscription = await subscriptionOf({ unit, ids });
    if (subscription.status === "canceled")
      throw invalid(`No such subscription: '${subscription.id}'`, "id", "resource_missing");
    noteReason(subscription, params.cancellation_details);
    if (params.prorate) for (const item of subscription.items.data) creditUnused(unit, subscription, item);
    if (params.invoice_now) await billPending(unit, subscription);
    await endSubscription(unit, subscription, "cancellation_requested");
    return subscription;
  }),

  "POST /v1/subscriptions/{}/resume": operation<Stripe.SubscriptionResumeParams>(async ({ unit, params, ids }) => {
    const subscription = await subscriptionOf({ unit, ids });
    if (subscription.status !== "paused") throw invalid("Only a paused subscription can be resumed.");
    if (params.billing_cycle_anchor?.type !== "unchanged") subscription.billing_cycle_anchor = unit.now;
    for (const item of subscription.items.data) item.current_period_end = unit.now;
    await resumeSubscription(unit, subscription);
    return subscription;
  }),
};

async function begin(
  unit: Unit,
  subscription: Subscription,
  behavior: Stripe.SubscriptionCreateParams["payment_behavior"],
): Promise<void> {
  const collected = await startSubscription(unit, subscription, behavior !== "default_incomplete");
  if (subscription.collection_method === "send_invoice" && subscription.status === "incomplete")
    subscription.status = "active";
  if (collected?.failure && behavior === "error_if_incomplete") throw collected.failure.forgetting();
  const missing = collected?.failure?.details.code === "missing_payment_method";
  if (missing) throw invalid(collected?.failure?.message ?? "", undefined, "resource_missing");
  unit.announce("customer.subscription.created", subscription);
  if (subscription.status !== "incomplete") scheduleNext(unit, subscription);
}

function refuse(params: object): void {
  const found = foreign.find((name) => Reflect.get(params, name) !== undefined);
  if (found) throw unsupported(found, found);
  const automatic = Reflect.get(params, "automatic_tax");
  if (automatic && Reflect.get(automatic, "enabled")) throw unsupported("automatic_tax", "automatic_tax");
}

/** A parameter that is understood only where it says what would happen anyway. */
function refuseUnless(value: unknown, usual: string | boolean, name: string): void {
  if (value !== undefined && value !== usual) throw unsupported(`${name} other than ${usual}`, name);
}

async function subscriptionOf(call: Pick<Call<unknown>, "unit" | "ids">): Promise<Subscription> {
  const subscription = await call.unit.get("subscription", idOf(call));
  await call.unit.standAtClockOf(subscription.customer);
  return subscription;
}
