import { invalid } from "../http/failure";
import type { Objects } from "../store/kinds";
import type { Unit } from "../store/unit";
import { collect, finalizeInvoice } from "./invoices";
import { planOf } from "./plans";
import { addItem, draftInvoice, type Item, periodEnd, recurrenceOf, type Subscription } from "./subscriptions";

export type ItemChange = {
  id?: string;
  deleted: boolean;
  quantity?: number;
  price?: Objects["price"];
  taxRates?: Objects["tax_rate"][];
  metadata?: Record<string, string>;
};

/**
 * Changes what a subscription is made of, now. What is left of the old is credited and what is left of the new is charged,
 * by the second; a change of the rhythm begins a new period.
 */
export async function changeItems(
  unit: Unit,
  subscription: Subscription,
  changes: readonly ItemChange[],
  behavior: string,
): Promise<void> {
  const prorates = behavior !== "none" && subscription.status !== "trialing";
  let newRhythm = false;
  for (const change of changes) {
    const item = change.id ? subscription.items.data.find(({ id }) => id === change.id) : null;
    if (change.id && !item)
      throw invalid(`No such subscription item: '${change.id}'`, "items[0][id]", "resource_missing");
    if (item && prorates) putAside(unit, subscription, item, -1, `Unused time on ${nameOf(item)}`);
    if (item && change.deleted) {
      subscription.items.data = subscription.items.data.filter(({ id }) => id !== item.id);
      continue;
    }
    const before = item && { ...recurrenceOf(item.price) };
    const changed = item ? applyChange(item, change) : addNew(unit, subscription, change);
    const after = recurrenceOf(changed.price);
    newRhythm ||=
      before !== null &&
      before !== undefined &&
      (before.interval !== after.interval || before.interval_count !== after.interval_count);
    if (prorates && !newRhythm) putAside(unit, subscription, changed, 1, `Remaining time on ${nameOf(changed)}`);
  }
  if (newRhythm) return beginAgain(unit, subscription);
  if (behavior === "always_invoice" && prorates) await invoiceNow(unit, subscription);
}

function applyChange(item: Item, { price, quantity, taxRates, metadata }: ItemChange): Item {
  if (price) {
    item.price = structuredClone(price);
    item.plan = planOf(price);
  }
  if (quantity !== undefined) item.quantity = quantity;
  if (taxRates) item.tax_rates = taxRates;
  if (metadata) item.metadata = metadata;
  return item;
}

function addNew(
  unit: Unit,
  subscription: Subscription,
  { price, quantity = 1, taxRates = [], metadata = {} }: ItemChange,
): Item {
  if (!price) throw invalid("Missing required param: items[0][price].", "items[0][price]", "parameter_missing");
  const wish = { price, quantity, taxRates, metadata };
  return addItem(unit, subscription, wish, planOf(price), periodEnd(unit, subscription, price));
}

function putAside(unit: Unit, subscription: Subscription, item: Item, sign: 1 | -1, description: string): void {
  const { current_period_start: start, current_period_end: end } = item;
  const whole = (item.price.unit_amount ?? 0) * (item.quantity ?? 1);
  const left = Math.max(0, end - unit.now);
  const amount = sign * Math.round((whole * left) / Math.max(1, end - start));
  if (amount === 0) return;
  const aside = unit.create("invoiceitem", {
    amount,
    currency: subscription.currency,
    customer: subscription.customer,
    date: unit.now,
    description,
    discountable: false,
    discounts: [],
    metadata: {},
    parent: {
      type: "subscription_details",
      subscription_details: { subscription: subscription.id, subscription_item: item.id },
    },
    period: { start: unit.now, end },
    pricing: {
      type: "price_details",
      price_details: { price: item.price.id, product: item.price.product },
      unit_amount_decimal: String(amount),
    },
    proration: true,
    quantity: 1,
    quantity_decimal: "1",
    tax_rates: item.tax_rates?.length ? item.tax_rates : (subscription.default_tax_rates ?? []),
    test_clock: subscription.test_clock,
  });
  unit.announce("invoiceitem.created", aside);
}

async function beginAgain(unit: Unit, subscription: Subscription): Promise<void> {
  subscription.billing_cycle_anchor = unit.now;
  for (const item of subscription.items.data) {
    item.current_period_start = unit.now;
    item.current_period_end = periodEnd(unit, subscription, item.price);
  }
  const invoice = await draftInvoice(unit, subscription, "subscription_cycle");
  await finalizeInvoice(unit, invoice);
  if (invoice.status === "open") await collect(unit, invoice);
}

async function invoiceNow(unit: Unit, subscription: Subscription): Promise<void> {
  const invoice = await draftInvoice(unit, subscription, "subscription_update");
  await finalizeInvoice(unit, invoice);
  if (invoice.status === "open") await collect(unit, invoice);
}

function nameOf(item: Item): string {
  return item.price.nickname ?? item.price.product;
}
