import { invalid } from "../http/failure";
import { newId } from "../store/ids";
import type { Objects } from "../store/kinds";
import type { Unit } from "../store/unit";
import { cycleStart, nextBoundary } from "./periods";

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

/** What an amount for a whole period of an item comes to from a moment to the end of its current one. */
export function restOf(amount: number, subscription: Subscription, item: Item, at: number): number {
  const whole = wholePeriod(subscription, item);
  return Math.round((amount * Math.min(whole, Math.max(0, item.current_period_end - at))) / whole);
}

/** Whether an anchor cuts the current period of an item short. */
export function isShort(subscription: Subscription, item: Item): boolean {
  return item.current_period_end - item.current_period_start < wholePeriod(subscription, item);
}

function wholePeriod({ billing_cycle_anchor: anchor }: Subscription, { price, current_period_end: end }: Item): number {
  const { interval, interval_count } = recurrenceOf(price);
  return end - cycleStart(anchor, interval, interval_count, end);
}
