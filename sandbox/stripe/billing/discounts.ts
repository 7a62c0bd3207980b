import { invalid } from "../http/failure";
import { living } from "../operations/deleted";
import type { Objects } from "../store/kinds";
import { listAll } from "../store/list";
import type { Unit } from "../store/unit";
import type { Invoice } from "./lines";
import { stepFrom } from "./periods";

export type Discount = Objects["discount"];
type Code = Objects["promotion_code"];

type Given = { coupon?: string; discount?: string; promotion_code?: string };
type Owner = { customer: string; subscription?: string; invoice?: string; checkout_session?: string };

/** The discounts a caller names, by coupon or by promotion code, as discounts of what they are for. */
export async function grantDiscounts(
  unit: Unit,
  given: readonly Given[] | "" | null | undefined,
  owner: Owner,
): Promise<string[]> {
  const discounts: string[] = [];
  for (const [place, one] of (given || []).entries()) {
    discounts.push(one.discount ?? (await grant(unit, one, owner, `discounts[${place}]`)));
  }
  return discounts;
}

/** What a caller names, if it can be used now and by this customer. */
export async function redeemable(
  unit: Unit,
  given: Given,
  customer: string | null,
  param: string,
): Promise<{ coupon: Objects["coupon"]; code: Code | null }> {
  const code = given.promotion_code
    ? await checkedCode(unit, given.promotion_code, customer, `${param}[promotion_code]`)
    : null;
  const coupon = await living(unit, "coupon", code?.promotion.coupon ?? given.coupon ?? "", `${param}[coupon]`);
  const usedUp = coupon.max_redemptions !== null && coupon.times_redeemed >= coupon.max_redemptions;
  const late = coupon.redeem_by !== null && coupon.redeem_by <= unit.now;
  if (!coupon.valid || usedUp || late)
    throw invalid(`Coupon expired: ${coupon.id}`, `${param}[coupon]`, "coupon_expired");
  return { coupon, code };
}

async function checkedCode(unit: Unit, id: string, customer: string | null, param: string): Promise<Code> {
  const code = await unit.get("promotion_code", id, param);
  const usedUp = code.max_redemptions !== null && code.times_redeemed >= code.max_redemptions;
  if (!code.active || usedUp || (code.expires_at !== null && code.expires_at <= unit.now)) {
    throw invalid("This promotion code has expired or is not active.", param, "promotion_code_expired");
  }
  if (code.customer && code.customer !== customer) {
    throw invalid("This promotion code is another customer's.", param, "promotion_code_customer_mismatch");
  }
  if (code.restrictions.first_time_transaction && customer && (await hasPaid(unit, customer))) {
    const message = "This promotion code cannot be redeemed because the customer has prior transactions.";
    throw invalid(message, param, "promotion_code_customer_not_first_time");
  }
  return code;
}

async function hasPaid(unit: Unit, customer: string): Promise<boolean> {
  return (await listAll(unit, "charge", { customer, status: "succeeded" })).length > 0;
}

async function grant(unit: Unit, given: Given, owner: Owner, param: string): Promise<string> {
  const { coupon, code } = await redeemable(unit, given, owner.customer, param);
  coupon.times_redeemed += 1;
  if (coupon.times_redeemed === coupon.max_redemptions) coupon.valid = false;
  if (code) code.times_redeemed += 1;
  const { duration, duration_in_months: months } = coupon;
  const discount = unit.create("discount", {
    checkout_session: owner.checkout_session ?? null,
    customer: owner.customer,
    end: duration === "repeating" && months ? stepFrom(unit.now, "month", months) : null,
    invoice: owner.invoice ?? null,
    promotion_code: code?.id ?? null,
    source: { coupon: coupon.id, type: "coupon" },
    start: unit.now,
    subscription: owner.subscription ?? null,
  });
  return discount.id;
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
