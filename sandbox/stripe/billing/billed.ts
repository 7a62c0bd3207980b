import type { Objects } from "../store/kinds";
import type { Unit } from "../store/unit";
import { discountOn, shares } from "./amounts";
import { couponOf, discountsAt } from "./discounts";
import type { Item, Subscription } from "./items";

/** What was asked for a stretch of time, less discounts. */
type Billed = { amount: number; start: number; end: number };

export function noteBilled(unit: Unit, subscription: Subscription, item: string, billed: Billed): void {
  const hidden = unit.hiddenOf(subscription);
  hidden.billed = { ...knownBills(unit, subscription), [item]: billed };
}

function knownBills(unit: Unit, subscription: Subscription): Record<string, Billed | undefined> {
  return (unit.hiddenOf(subscription).billed ?? {}) as Record<string, Billed | undefined>;
}

/** What the time that is left of an item was billed with: a credit gives back what was asked, not what a price says now. */
export function unusedOf(unit: Unit, subscription: Subscription, item: Item, at: number): number {
  const whole = { start: item.current_period_start, end: item.current_period_end };
  const known = knownBills(unit, subscription)[item.id] ?? { ...whole, amount: grossOf(item) };
  const { amount, start, end } = known;
  const left = Math.min(end - start, Math.max(0, end - at));
  return Math.round((amount * left) / Math.max(1, end - start));
}

function grossOf({ price, quantity }: Item): number {
  return (price.unit_amount ?? 0) * (quantity ?? 1);
}

/** What a whole period of each item costs less the discounts that hold now. */
export async function netPrices(unit: Unit, subscription: Subscription): Promise<Map<string, number>> {
  const items = subscription.items.data;
  let left = items.map(grossOf);
  for (const discount of await discountsAt(unit, subscription.discounts, unit.now)) {
    const coupon: Objects["coupon"] = await couponOf(unit, discount);
    const whole = discountOn(
      left.reduce((sum, amount) => sum + amount, 0),
      coupon,
    );
    const parts = shares(whole, left);
    left = left.map((amount, place) => amount - (parts[place] ?? 0));
  }
  return new Map(items.map(({ id }, place) => [id, left[place] ?? 0]));
}
