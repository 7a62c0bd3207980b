import { invalid } from "../http/failure";
import { living } from "../operations/deleted";
import type { Objects } from "../store/kinds";
import type { Unit } from "../store/unit";
import { stepFrom } from "./periods";

export type Discount = Objects["discount"];

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

async function grant(unit: Unit, given: Given, owner: Owner, param: string): Promise<string> {
  const code = given.promotion_code
    ? await unit.get("promotion_code", given.promotion_code, `${param}[promotion_code]`)
    : null;
  if (code && (!code.active || (code.expires_at !== null && code.expires_at <= unit.now))) {
    throw invalid(
      "This promotion code has expired or is not active.",
      `${param}[promotion_code]`,
      "promotion_code_expired",
    );
  }
  if (code?.customer && code.customer !== owner.customer) {
    throw invalid(
      "This promotion code is another customer's.",
      `${param}[promotion_code]`,
      "promotion_code_customer_mismatch",
    );
  }
  const coupon = await living(unit, "coupon", code?.promotion.coupon ?? given.coupon ?? "", `${param}[coupon]`);
  const used = coupon.max_redemptions !== null && coupon.times_redeemed >= coupon.max_redemptions;
  const late = coupon.redeem_by !== null && coupon.redeem_by <= unit.now;
  if (!coupon.valid || used || late)
    throw invalid(`Coupon expired: ${coupon.id}`, `${param}[coupon]`, "coupon_expired");
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

/** Those that still hold for a period that begins at a moment; one for a single time holds for the first alone. */
export async function discountsAt(
  unit: Unit,
  ids: readonly string[],
  start: number,
  isFirst: boolean,
): Promise<Discount[]> {
  const discounts = await Promise.all(ids.map((id) => unit.get("discount", id)));
  const holding: Discount[] = [];
  for (const discount of discounts) {
    const coupon = await couponOf(unit, discount);
    const holds = coupon.duration === "once" ? isFirst : discount.end === null || discount.end > start;
    if (holds) holding.push(discount);
  }
  return holding;
}

export async function couponOf(unit: Unit, discount: Discount): Promise<Objects["coupon"]> {
  return unit.get("coupon", discount.source.coupon ?? "");
}
