import { invalid } from "../http/failure";
import { living } from "../operations/deleted";
import type { Objects } from "../store/kinds";
import { listAll } from "../store/list";
import type { Unit } from "../store/unit";
import type { Invoice } from "./lines";
import { stepFrom } from "./periods";

export type Discount = Objects["discount"];
type Code = Objects["promotion_code"];

export type Given = { coupon?: string; discount?: string; promotion_code?: string };
type Owner = { customer: string; subscription?: string; invoice?: string; checkout_session?: string };

/** Who buys and how much: what a code may ask about. What is not known yet is not asked. */
export type Purchase = { customer: string | null; currency?: string | null; subtotal?: number | null };

/** The discounts a caller names, by coupon or by promotion code, as discounts of what they are for. */
export async function grantDiscounts(
  unit: Unit,
  given: readonly Given[] | "" | null | undefined,
  owner: Owner,
  purchase: Omit<Purchase, "customer"> = {},
): Promise<string[]> {
  const discounts: string[] = [];
  for (const [place, one] of (given || []).entries()) {
    if (one.discount) {
      discounts.push(one.discount);
      continue;
    }
    await redeemable(unit, one, { ...purchase, customer: owner.customer }, `discounts[${place}]`);
    await countRedemption(unit, one);
    discounts.push((await makeDiscount(unit, one, owner)).id);
  }
  return discounts;
}

/** What a caller names, if it can be used now, by this customer and for this much. */
export async function redeemable(
  unit: Unit,
  given: Given,
  purchase: Purchase,
  param: string,
): Promise<{ coupon: Objects["coupon"]; code: Code | null }> {
  const code = given.promotion_code
    ? await checkedCode(unit, given.promotion_code, purchase, `${param}[promotion_code]`)
    : null;
  const coupon = await living(unit, "coupon", code?.promotion.coupon ?? given.coupon ?? "", `${param}[coupon]`);
  const late = coupon.redeem_by !== null && coupon.redeem_by <= unit.now;
  if (!coupon.valid || usedUp(coupon) || late)
    throw invalid(`Coupon expired: ${coupon.id}`, `${param}[coupon]`, "coupon_expired");
  if (coupon.currency && purchase.currency && coupon.currency !== purchase.currency)
    throw invalid(`The coupon is in ${coupon.currency}, not in ${purchase.currency}.`, `${param}[coupon]`);
  return { coupon, code };
}

async function checkedCode(unit: Unit, id: string, purchase: Purchase, param: string): Promise<Code> {
  const code = await unit.get("promotion_code", id, param);
  if (!code.active || usedUp(code) || (code.expires_at !== null && code.expires_at <= unit.now)) {
    throw invalid("This promotion code has expired or is not active.", param, "promotion_code_expired");
  }
  const { customer, currency, subtotal } = purchase;
  if (code.customer && code.customer !== customer) {
    throw invalid("This promotion code is another customer's.", param, "promotion_code_customer_mismatch");
  }
  const { first_time_transaction: first, minimum_amount: least, minimum_amount_currency: coin } = code.restrictions;
  if (first && customer && (await hasPaid(unit, customer))) {
    const message = "This promotion code cannot be redeemed because the customer has prior transactions.";
    throw invalid(message, param, "promotion_code_customer_not_first_time");
  }
  const small = least !== null && subtotal != null && (subtotal < least || (coin !== null && coin !== currency));
  if (small) throw invalid("The order is too small for this promotion code.", param, "promotion_code_minimum_not_met");
  return code;
}

function usedUp({ max_redemptions: most, times_redeemed: times }: Code | Objects["coupon"]): boolean {
  return most !== null && times >= most;
}

async function hasPaid(unit: Unit, customer: string): Promise<boolean> {
  return (await listAll(unit, "charge", { customer, status: "succeeded" })).length > 0;
}

export async function countRedemption(unit: Unit, given: Given): Promise<void> {
  const code = given.promotion_code ? await unit.get("promotion_code", given.promotion_code) : null;
  const coupon = await unit.get("coupon", code?.promotion.coupon ?? given.coupon ?? "");
  coupon.times_redeemed += 1;
  if (usedUp(coupon)) coupon.valid = false;
  if (code) code.times_redeemed += 1;
}

/** A discount of what was allowed before; whether it may be used is not asked again. */
export async function makeDiscount(unit: Unit, given: Given, owner: Owner): Promise<Discount> {
  const code = given.promotion_code ? await unit.get("promotion_code", given.promotion_code) : null;
  const coupon = await unit.get("coupon", code?.promotion.coupon ?? given.coupon ?? "");
  const { duration, duration_in_months: months } = coupon;
  return unit.create("discount", {
    checkout_session: owner.checkout_session ?? null,
    customer: owner.customer,
    end: duration === "repeating" && months ? stepFrom(unit.now, "month", months) : null,
    invoice: owner.invoice ?? null,
    promotion_code: code?.id ?? null,
    source: { coupon: coupon.id, type: "coupon" },
    start: unit.now,
    subscription: owner.subscription ?? null,
  });
}

/** Those that still hold for a period that begins at a moment. */
export async function discountsAt(unit: Unit, ids: readonly string[], start: number): Promise<Discount[]> {
  const discounts = await Promise.all(ids.map((id) => unit.get("discount", id)));
  return discounts.filter(({ end }) => end === null || end > start);
}

/** Those that go on after an invoice: one for a single time is over as soon as it has taken something off. */
export async function remainingAfter(unit: Unit, holding: readonly Discount[], invoice: Invoice): Promise<string[]> {
  const remaining: string[] = [];
  for (const discount of holding) {
    const taken = invoice.total_discount_amounts?.some(({ discount: id, amount }) => id === discount.id && amount > 0);
    if (taken && (await couponOf(unit, discount)).duration === "once") discount.end = unit.now;
    else remaining.push(discount.id);
  }
  return remaining;
}

export async function couponOf(unit: Unit, discount: Discount): Promise<Objects["coupon"]> {
  return unit.get("coupon", discount.source.coupon ?? "");
}
