import { invalid } from "../http/failure";
import { billing } from "../parity";
import { newId } from "../store/ids";
import type { Objects } from "../store/kinds";
import { listAll } from "../store/list";
import type { Unit } from "../store/unit";
import { discountsAt, remainingAfter } from "./discounts";
import { collect, createInvoice, finalizeInvoice, isRetried, voidInvoice } from "./invoices";
import { type Draft, fillInvoice, type Invoice } from "./lines";
import { nextBoundary } from "./periods";

export type Subscription = Objects["subscription"];
export type Item = Subscription["items"]["data"][number];

export type ItemWish = {
  price: Objects["price"];
  quantity: number;
  taxRates: Objects["tax_rate"][];
  metadata: Record<string, string>;
};

export function addItem(unit: Unit, subscription: Subscription, wish: ItemWish, plan: Item["plan"], end: number): Item {
  const item: Item = {
    id: newId("si"),
    object: "subscription_item",
    billing_thresholds: null,
    created: unit.now,
    current_period_end: end,
    current_period_start: unit.now,
    current_trial: null,
    discounts: [],
    metadata: wish.metadata,
    plan,
    price: structuredClone(wish.price),
    quantity: wish.quantity,
    subscription: subscription.id,
    tax_rates: wish.taxRates,
  };
  subscription.items.data.push(item);
  return item;
}

/** The end of the period that begins now: the trial's, or the first boundary behind this moment. */
export function periodEnd(unit: Unit, subscription: Subscription, price: Objects["price"]): number {
  if (subscription.trial_end && subscription.trial_end > unit.now) return subscription.trial_end;
  const { interval, interval_count } = recurrenceOf(price);
  return nextBoundary(subscription.billing_cycle_anchor, interval, interval_count, unit.now);
}

export function recurrenceOf(price: Objects["price"]) {
  if (!price.recurring)
    throw invalid("The price specified is set to `type=one_time`; a subscription needs one that recurs.", "items");
  return price.recurring;
}

/** The invoice of the period a subscription has just entered, as a draft. */
export async function draftInvoice(
  unit: Unit,
  subscription: Subscription,
  reason: NonNullable<Invoice["billing_reason"]>,
  items: readonly Item[] = subscription.items.data,
  previousStart = items[0]?.current_period_start ?? unit.now,
): Promise<Invoice> {
  const customer = await unit.get("customer", subscription.customer);
  const invoice = createInvoice(unit, customer, {
    billing_reason: reason,
    collection_method: subscription.collection_method,
    currency: subscription.currency,
    default_payment_method: null,
    due_date: subscription.days_until_due === null ? null : unit.now + subscription.days_until_due * 86_400,
    parent: {
      type: "subscription_details",
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
    },
    period_end: unit.now,
    period_start: previousStart,
  });
  const holding = await discountsAt(unit, subscription.discounts, unit.now);
  const pending = await pendingDrafts(unit, subscription.customer, invoice, subscription.id);
  const drafts = [
    ...pending,
    ...(reason === "subscription_update" ? [] : items.map((item) => draftOf(subscription, item))),
  ];
  await fillInvoice(unit, invoice, drafts, holding);
  subscription.discounts = await remainingAfter(unit, holding, invoice);
  unit.announce("invoice.created", invoice);
  subscription.latest_invoice = invoice.id;
  return invoice;
}

export function draftOf(subscription: Subscription, item: Item): Draft {
  const trial = subscription.status === "trialing";
  const quantity = item.quantity ?? 1;
  const product = item.price.product;
  return {
    amount: trial ? 0 : (item.price.unit_amount ?? 0) * quantity,
    description: trial
      ? `Trial period for ${item.price.nickname ?? product}`
      : `${quantity} × ${item.price.nickname ?? product}`,
    metadata: item.metadata,
    parent: {
      type: "subscription_item_details",
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: false,
        proration_details: null,
        subscription: subscription.id,
        subscription_item: item.id,
      },
    },
    period: { start: item.current_period_start, end: item.current_period_end },
    price: item.price,
    quantity,
    subscription: subscription.id,
    taxRates: item.tax_rates?.length ? item.tax_rates : (subscription.default_tax_rates ?? []),
  };
}

/** What was put aside for the customer's next invoice. */
export async function pendingDrafts(
  unit: Unit,
  customer: string,
  invoice: Invoice,
  subscription?: string,
): Promise<Draft[]> {
  const items = await listAll(unit, "invoiceitem", { customer, currency: invoice.currency });
  const wanted = items.filter(
    (item) =>
      item.invoice === null &&
      (!item.parent?.subscription_details || item.parent.subscription_details.subscription === subscription),
  );
  return Promise.all(wanted.map((item) => itemDraft(unit, item, invoice)));
}

export async function itemDraft(unit: Unit, item: Objects["invoiceitem"], invoice: Invoice): Promise<Draft> {
  item.invoice = invoice.id;
  const priceId = item.pricing?.price_details?.price;
  return {
    amount: item.amount,
    description: item.description,
    discountable: item.discountable,
    metadata: item.metadata ?? {},
    parent: {
      type: "invoice_item_details",
      invoice_item_details: {
        invoice_item: item.id,
        proration: item.proration,
        proration_details: null,
        subscription: item.parent?.subscription_details?.subscription ?? null,
      },
      subscription_item_details: null,
    },
    period: item.period,
    price: priceId ? await unit.find("price", priceId) : null,
    quantity: item.quantity,
    subscription: item.parent?.subscription_details?.subscription ?? null,
    taxRates: item.tax_rates ?? [],
  };
}

/** Sets what happens by itself: the next renewal with its notice, and the end of a trial. */
export function scheduleNext(unit: Unit, subscription: Subscription): void {
  for (const kind of ["subscription.renew", "invoice.upcoming", "subscription.trial-notice"])
    unit.callOff(kind, subscription);
  const end = Math.min(...subscription.items.data.map(({ current_period_end }) => current_period_end));
  unit.schedule("subscription.renew", subscription, end);
  const notice = end - billing.upcomingDays * 86_400;
  if (notice > unit.now) unit.schedule("invoice.upcoming", subscription, notice);
  if (subscription.status !== "trialing" || subscription.trial_end === null) return;
  unit.schedule(
    "subscription.trial-notice",
    subscription,
    Math.max(unit.now, subscription.trial_end - billing.trialNoticeDays * 86_400),
  );
}

/** A period has ended: it ends with it, or the next one begins with its invoice. */
export async function renew(unit: Unit, subscription: Subscription): Promise<void> {
  if (!["active", "past_due", "trialing", "unpaid"].includes(subscription.status)) return;
  const cancels =
    subscription.cancel_at_period_end || (subscription.cancel_at !== null && subscription.cancel_at <= unit.now);
  if (cancels) return endSubscription(unit, subscription, "cancellation_requested");
  const wasTrial = subscription.status === "trialing";
  if (wasTrial && (await stopsWithoutMethod(unit, subscription))) return;
  if (wasTrial) subscription.status = "active";
  const invoice = await enterPeriod(unit, subscription);
  const unpaid = subscription.status === "unpaid" || subscription.pause_collection !== null;
  if (unpaid) invoice.auto_advance = false;
  else unit.schedule("invoice.finalize", invoice, unit.now + billing.draftSeconds);
  scheduleNext(unit, subscription);
  unit.announceChange("customer.subscription.updated", subscription);
}

/** The items whose period ends now go on to the next, which is what the invoice is for. */
export async function enterPeriod(unit: Unit, subscription: Subscription): Promise<Invoice> {
  const items = subscription.items.data.filter(({ current_period_end }) => current_period_end <= unit.now);
  const previousStart = items[0]?.current_period_start;
  for (const item of items) {
    item.current_period_start = item.current_period_end;
    item.current_period_end = periodEnd(unit, subscription, item.price);
  }
  return draftInvoice(unit, subscription, "subscription_cycle", items, previousStart);
}

/** The end of a trial that nobody can pay for: it pauses or is cancelled, if that was asked for. */
export async function stopsWithoutMethod(unit: Unit, subscription: Subscription): Promise<boolean> {
  const behavior = subscription.trial_settings?.end_behavior.missing_payment_method ?? "create_invoice";
  const customer = await unit.get("customer", subscription.customer);
  const method = subscription.default_payment_method ?? customer.invoice_settings.default_payment_method;
  if (method || behavior === "create_invoice") return false;
  if (behavior === "cancel") {
    await endSubscription(unit, subscription, "cancellation_requested");
    return true;
  }
  subscription.status = "paused";
  unit.announceChange("customer.subscription.updated", subscription);
  unit.announce("customer.subscription.paused", subscription);
  return true;
}

export async function endSubscription(
  unit: Unit,
  subscription: Subscription,
  reason: NonNullable<Subscription["cancellation_details"]>["reason"],
): Promise<void> {
  for (const kind of [
    "subscription.renew",
    "invoice.upcoming",
    "subscription.trial-notice",
    "subscription.expire",
    "subscription.cancel",
  ]) {
    unit.callOff(kind, subscription);
  }
  subscription.status = "canceled";
  subscription.canceled_at ??= unit.now;
  subscription.ended_at = unit.now;
  const { comment = null, feedback = null, feedback_option = null } = subscription.cancellation_details ?? {};
  subscription.cancellation_details = { comment, feedback, feedback_option, reason };
  unit.announce("customer.subscription.deleted", subscription);
}

/** Finalizes and collects the first invoice; how strict a refusal is taken is the caller's wish. */
export async function startSubscription(unit: Unit, subscription: Subscription, collects: boolean) {
  const invoice = await draftInvoice(unit, subscription, "subscription_create");
  await finalizeInvoice(unit, invoice);
  const collected =
    collects && invoice.status === "open" && invoice.collection_method === "charge_automatically"
      ? await collect(unit, invoice)
      : null;
  await followSubscription(unit, invoice);
  if (subscription.status === "incomplete")
    unit.schedule("subscription.expire", subscription, unit.now + billing.incompleteSeconds);
  return collected;
}

/** What was paused goes on. */
export function goOn(unit: Unit, subscription: Subscription): void {
  subscription.status = "active";
  scheduleNext(unit, subscription);
  unit.announceChange("customer.subscription.updated", subscription);
  unit.announce("customer.subscription.resumed", subscription);
}

/** What the state of its latest invoice means for a subscription. */
export async function followSubscription(unit: Unit, invoice: Invoice): Promise<void> {
  const id = invoice.parent?.subscription_details?.subscription;
  const subscription = id ? await unit.find("subscription", id) : null;
  if (!subscription || subscription.latest_invoice !== invoice.id) return;
  if (invoice.status === "paid" && ["incomplete", "past_due", "unpaid"].includes(subscription.status)) {
    const first = subscription.status === "incomplete";
    subscription.status = "active";
    unit.callOff("subscription.expire", subscription);
    await keepMethod(unit, subscription, invoice);
    if (!first || unit.announced.every(({ object }) => object.id !== subscription.id)) {
      unit.announceChange("customer.subscription.updated", subscription);
    }
    if (first) scheduleNext(unit, subscription);
  }
  if (invoice.status === "paid" && subscription.status === "paused") goOn(unit, subscription);
  const failed = invoice.status === "open" && invoice.attempted && isRetried(invoice);
  if (failed && subscription.status === "active") {
    subscription.status = "past_due";
    unit.announceChange("customer.subscription.updated", subscription);
  }
}

async function keepMethod(unit: Unit, subscription: Subscription, invoice: Invoice): Promise<void> {
  if (subscription.payment_settings?.save_default_payment_method !== "on_subscription") return;
  const [payment] = await listAll(unit, "invoice_payment", { invoice: invoice.id });
  const intent = payment?.payment.payment_intent
    ? await unit.get("payment_intent", payment.payment.payment_intent)
    : null;
  if (intent?.payment_method) subscription.default_payment_method = intent.payment_method;
}

export async function expire(unit: Unit, subscription: Subscription): Promise<void> {
  if (subscription.status !== "incomplete") return;
  subscription.status = "incomplete_expired";
  subscription.ended_at = unit.now;
  const invoice = subscription.latest_invoice ? await unit.find("invoice", subscription.latest_invoice) : null;
  if (invoice?.status === "open") await voidInvoice(unit, invoice);
  unit.announceChange("customer.subscription.updated", subscription);
}
