import { invalid } from "../http/failure";
import type { Objects } from "../store/kinds";
import type { Unit } from "../store/unit";
import { netPrices, noteBilled, unusedOf } from "./billed";
import { addItem, type Item, periodEnd, recurrenceOf, restOf, type Subscription } from "./items";
import { billAtOnce, billPending, draftInvoice } from "./period-invoice";
import { planOf } from "./plans";

export type ItemChange = {
  id?: string;
  deleted: boolean;
  quantity?: number;
  price?: Objects["price"];
  taxRates?: Objects["tax_rate"][];
  metadata?: Record<string, string>;
};

export type Manner = {
  behavior: string;
  /** The moment from which on it counts, when that is not now. */
  at?: number;
  /** Whether a new period begins now. */
  restarts?: boolean;
};

/** Changes what a subscription is made of and bills what is to be billed at once. */
export async function changeItems(
  unit: Unit,
  subscription: Subscription,
  changes: readonly ItemChange[],
  manner: Manner,
): Promise<void> {
  const before = subscription.items.data[0]?.current_period_start;
  if (await applyChanges(unit, subscription, changes, manner)) {
    const items = subscription.items.data;
    await billAtOnce(unit, await draftInvoice(unit, subscription, "subscription_update", items, before));
  } else if (manner.behavior === "always_invoice") await billPending(unit, subscription);
}

/**
 * What is left of the old is credited and what is left of the new is charged, by the second. A change of the rhythm
 * begins a new period of everything, which this says.
 */
export async function applyChanges(
  unit: Unit,
  subscription: Subscription,
  changes: readonly ItemChange[],
  { behavior, at = unit.now, restarts = false }: Manner,
): Promise<boolean> {
  const trial = subscription.status === "trialing";
  const prorates = behavior !== "none" && !trial;
  const pairs = changes.map((change, place) => ({ change, item: itemOf(subscription, change, place) }));
  const costly = pairs.filter(({ change, item }) => !item || costsElse(item, change));
  const again = !trial && (restarts || pairs.some(({ change, item }) => item && turnsElse(item, change)));
  const leaving = again ? subscription.items.data : costly.flatMap(({ item }) => item ?? []);
  if (prorates) for (const item of leaving) creditUnused(unit, subscription, item, checkedMoment(item, at));
  for (const pair of pairs) pair.item = apply(unit, subscription, pair.change, pair.item);
  if (again) begin(unit, subscription);
  else if (prorates) {
    const staying = costly.flatMap(({ change, item }) => (item && !change.deleted ? item : []));
    await chargeRest(unit, subscription, staying, at);
  }
  return again;
}

function itemOf(subscription: Subscription, { id }: ItemChange, place: number): Item | null {
  if (!id) return null;
  const item = subscription.items.data.find((candidate) => candidate.id === id);
  if (item) return item;
  throw invalid(`No such subscription item: '${id}'`, `items[${place}][id]`, "resource_missing");
}

function costsElse(item: Item, { deleted, price, quantity }: ItemChange): boolean {
  const otherPrice = price !== undefined && price.id !== item.price.id;
  return deleted || otherPrice || (quantity !== undefined && quantity !== item.quantity);
}

function turnsElse(item: Item, { price, deleted }: ItemChange): boolean {
  if (!price || deleted) return false;
  const [before, after] = [recurrenceOf(item.price), recurrenceOf(price)];
  return before.interval !== after.interval || before.interval_count !== after.interval_count;
}

function checkedMoment({ current_period_start: start, current_period_end: end }: Item, at: number): number {
  if (at >= start && at <= end) return at;
  throw invalid("The proration date has to lie within the current period.", "proration_date");
}

function apply(unit: Unit, subscription: Subscription, change: ItemChange, item: Item | null): Item | null {
  if (!item) return addNew(unit, subscription, change);
  if (change.deleted) {
    subscription.items.data = subscription.items.data.filter(({ id }) => id !== item.id);
    return item;
  }
  const { price, quantity, taxRates, metadata } = change;
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
  const item = addItem(unit, subscription, wish, planOf(price), periodEnd(unit, subscription, price));
  // Nothing was asked for it yet, so nothing of it could be given back.
  noteBilled(unit, subscription, item.id, { amount: 0, start: unit.now, end: item.current_period_end });
  return item;
}

/** Gives back what the time that is left was billed with, once. */
export function creditUnused(unit: Unit, subscription: Subscription, item: Item, at = unit.now): void {
  const end = item.current_period_end;
  const period = { start: at, end };
  putAside(unit, subscription, item, -unusedOf(unit, subscription, item, at), period, `Unused time on ${nameOf(item)}`);
  noteBilled(unit, subscription, item.id, { amount: 0, start: at, end });
}

/** Charges what is left of the period at the new price. */
async function chargeRest(unit: Unit, subscription: Subscription, items: readonly Item[], at: number) {
  const prices = await netPrices(unit, subscription);
  for (const item of items) {
    const period = { start: at, end: item.current_period_end };
    const amount = restOf(prices.get(item.id) ?? 0, subscription, item, at);
    putAside(unit, subscription, item, amount, period, `Remaining time on ${nameOf(item)}`);
    noteBilled(unit, subscription, item.id, { amount, ...period });
  }
}

function putAside(
  unit: Unit,
  subscription: Subscription,
  item: Item,
  amount: number,
  period: { start: number; end: number },
  description: string,
): void {
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
    period,
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

function begin(unit: Unit, subscription: Subscription): void {
  subscription.billing_cycle_anchor = unit.now;
  for (const item of subscription.items.data) {
    item.current_period_start = unit.now;
    item.current_period_end = periodEnd(unit, subscription, item.price);
  }
}

function nameOf(item: Item): string {
  return item.price.nickname ?? item.price.product;
}
