import type Stripe from "stripe";
import { grantDiscounts } from "../billing/discounts";
import { planOf } from "../billing/plans";
import { changeItems } from "../billing/proration";
import {
  addItem,
  endSubscription,
  type ItemWish,
  periodEnd,
  recurrenceOf,
  type Subscription,
  scheduleNext,
  startSubscription,
} from "../billing/subscriptions";
import { moveTrialEnd, resumeSubscription } from "../billing/trials";
import { invalid, unsupported } from "../http/failure";
import { type Call, idOf, type Operations, operation } from "../http/operation";
import { namedMethod } from "../payments/methods";
import type { Objects } from "../store/kinds";
import { listPage } from "../store/list";
import type { Unit } from "../store/unit";
import { living } from "./deleted";
import { mergedMetadata, setMembers } from "./members";
import { createPrice } from "./prices";

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
    subscription.discounts = await grantDiscounts(unit, params.discounts, {
      customer: customer.id,
      subscription: subscription.id,
    });
    for (const wish of wishes)
      addItem(unit, subscription, wish, planOf(wish.price), periodEnd(unit, subscription, wish.price));
    await begin(unit, subscription, params.payment_behavior);
    return subscription;
  }),

  "GET /v1/subscriptions": operation<Stripe.SubscriptionListParams>(({ unit, params, url }) => {
    const { customer, status, test_clock, collection_method } = params;
    const exact = status === "all" || status === "ended" ? undefined : status;
    return listPage(unit, "subscription", { customer, status: exact, test_clock, collection_method }, params, url);
  }),

  "GET /v1/subscriptions/{}": operation((call) => call.unit.get("subscription", idOf(call))),

  "POST /v1/subscriptions/{}": operation<Stripe.SubscriptionUpdateParams>(async ({ unit, params, ids }) => {
    refuse(params);
    refuseUnless(params.payment_behavior, "allow_incomplete", "payment_behavior");
    refuseUnless(params.billing_cycle_anchor, "unchanged", "billing_cycle_anchor");
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
      subscription.discounts = await grantDiscounts(unit, params.discounts, {
        customer: subscription.customer,
        subscription: subscription.id,
      });
    }
    if (params.pause_collection !== undefined) {
      const { behavior, resumes_at = null } = params.pause_collection || {};
      subscription.pause_collection = behavior ? { behavior, resumes_at } : null;
    }
    applyCancellation(unit, subscription, params);
    if (params.trial_end !== undefined) await moveTrialEnd(unit, subscription, params.trial_end);
    if (params.items)
      await changeItems(
        unit,
        subscription,
        await itemChanges(unit, params.items),
        params.proration_behavior ?? "create_prorations",
      );
    if (!["paused", "incomplete", "canceled"].includes(subscription.status)) scheduleNext(unit, subscription);
    unit.announceChange("customer.subscription.updated", subscription);
    return subscription;
  }),

  "DELETE /v1/subscriptions/{}": operation<Stripe.SubscriptionCancelParams>(async ({ unit, params, ids }) => {
    refuseUnless(params.invoice_now, false, "invoice_now");
    refuseUnless(params.prorate, false, "prorate");
    const subscription = await subscriptionOf({ unit, ids });
    if (subscription.status === "canceled")
      throw invalid(`No such subscription: '${subscription.id}'`, "id", "resource_missing");
    const { comment = null, feedback = null } = params.cancellation_details ?? {};
    subscription.cancellation_details = {
      comment: comment || null,
      feedback: feedback || null,
      feedback_option: null,
      reason: null,
    };
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

/** Also for what a checkout subscribes to. */
export function createSubscription(
  unit: Unit,
  customer: Objects["customer"],
  params: Stripe.SubscriptionCreateParams,
  price: Objects["price"],
): Subscription {
  recurrenceOf(price);
  const trialEnd = trialEndOf(unit, params, price);
  const id = unit.create("subscription", {
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
  if (id.cancel_at !== null) unit.schedule("subscription.cancel", id, id.cancel_at);
  id.items = { object: "list", data: [], has_more: false, url: `/v1/subscription_items?subscription=${id.id}` };
  return id;
}

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

function trialEndOf(unit: Unit, params: Stripe.SubscriptionCreateParams, price: Objects["price"]): number | null {
  if (typeof params.trial_end === "number") {
    if (params.trial_end <= unit.now) throw invalid("The trial has to end in the future.", "trial_end");
    return params.trial_end;
  }
  const days = params.trial_period_days ?? (params.trial_from_plan ? price.recurring?.trial_period_days : null);
  return days && params.trial_end !== "now" ? unit.now + days * 86_400 : null;
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

export async function itemChanges(unit: Unit, items: Stripe.SubscriptionUpdateParams.Item[]) {
  return Promise.all(
    items.map(async ({ id, deleted = false, quantity, price, price_data, plan, tax_rates, metadata }) => ({
      id,
      deleted,
      quantity,
      price: price || price_data || plan ? await priceOf(unit, { price: price ?? plan, price_data }) : undefined,
      taxRates: tax_rates === undefined ? undefined : await taxRatesOf(unit, tax_rates),
      metadata: metadata ? mergedMetadata({}, metadata) : undefined,
    })),
  );
}

async function wishOf(unit: Unit, item: Stripe.SubscriptionCreateParams.Item): Promise<ItemWish> {
  return {
    price: await priceOf(unit, { price: item.price ?? item.plan, price_data: item.price_data }),
    quantity: item.quantity ?? 1,
    taxRates: await taxRatesOf(unit, item.tax_rates),
    metadata: mergedMetadata({}, item.metadata),
  };
}

type PriceData = NonNullable<Stripe.SubscriptionCreateParams.Item["price_data"]>;

async function priceOf(unit: Unit, given: { price?: string; price_data?: PriceData }): Promise<Objects["price"]> {
  if (given.price_data) {
    const product = await living(unit, "product", given.price_data.product, "items[0][price_data][product]");
    const { currency, recurring, tax_behavior, unit_amount, unit_amount_decimal } = given.price_data;
    return createPrice(unit, product.id, { currency, recurring, tax_behavior, unit_amount, unit_amount_decimal });
  }
  return unit.get("price", required(given.price, "items[0][price]"), "items[0][price]");
}

export async function taxRatesOf(
  unit: Unit,
  ids: readonly string[] | "" | null | undefined,
): Promise<Objects["tax_rate"][]> {
  const rates = await Promise.all((ids || []).map((id) => unit.get("tax_rate", id, "tax_rates")));
  return structuredClone(rates);
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

function required(value: string | undefined, param: string): string {
  if (value) return value;
  throw invalid(`Missing required param: ${param}.`, param, "parameter_missing");
}

async function subscriptionOf(call: Pick<Call<unknown>, "unit" | "ids">): Promise<Subscription> {
  const subscription = await call.unit.get("subscription", idOf(call));
  await call.unit.standAtClockOf(subscription.customer);
  return subscription;
}
