import type Stripe from "stripe";
import { invalid } from "../http/failure";
import { idOf, type Operations, operation } from "../http/operation";
import { randomWord } from "../store/ids";
import { listPage } from "../store/list";
import { living, refuseTogether } from "./deleted";
import { claimId, mergedMetadata, setMembers } from "./members";

export const coupons: Operations = {
  "POST /v1/coupons": operation<Stripe.CouponCreateParams>(async ({ unit, params }) => {
    refuseTogether(params, ["percent_off", "amount_off"]);
    const { percent_off = null, amount_off = null, duration = "once" } = params;
    if (percent_off === null && amount_off === null) {
      throw invalid("Must provide percent_off or amount_off.", "percent_off", "parameter_missing");
    }
    if (percent_off !== null && (percent_off <= 0 || percent_off > 100)) {
      throw invalid("Invalid percent_off: must be more than 0 and at most 100.", "percent_off");
    }
    if (amount_off !== null && amount_off < 1) {
      throw invalid("Invalid positive integer", "amount_off", "parameter_invalid_integer");
    }
    if (amount_off !== null && !params.currency) {
      throw invalid("Missing required param: currency.", "currency", "parameter_missing");
    }
    if ((duration === "repeating") !== (params.duration_in_months !== undefined)) {
      throw invalid("duration_in_months goes with the duration `repeating`.", "duration_in_months");
    }
    await claimId(unit, params.id, "Coupon already exists.");
    const coupon = unit.create("coupon", {
      id: params.id ?? randomWord(8),
      amount_off,
      currency: amount_off === null ? null : (params.currency?.toLowerCase() ?? null),
      duration,
      duration_in_months: params.duration_in_months ?? null,
      max_redemptions: params.max_redemptions ?? null,
      metadata: mergedMetadata({}, params.metadata),
      name: params.name ?? null,
      percent_off,
      redeem_by: params.redeem_by ?? null,
      valid: params.redeem_by === undefined || params.redeem_by > unit.now,
    });
    unit.announce("coupon.created", coupon);
    return coupon;
  }),

  "GET /v1/coupons": operation<Stripe.CouponListParams>(({ unit, params, url }) =>
    listPage(unit, "coupon", {}, params, url),
  ),

  "GET /v1/coupons/{}": operation((call) => living(call.unit, "coupon", idOf(call))),

  "POST /v1/coupons/{}": operation<Stripe.CouponUpdateParams>(async ({ unit, params, ids }) => {
    const coupon = await living(unit, "coupon", idOf({ ids }));
    setMembers(coupon, params, ["name"]);
    coupon.metadata = mergedMetadata(coupon.metadata, params.metadata);
    unit.announceChange("coupon.updated", coupon);
    return coupon;
  }),

  "DELETE /v1/coupons/{}": operation(async (call) => {
    const coupon = await living(call.unit, "coupon", idOf(call));
    call.unit.announce("coupon.deleted", coupon);
    call.unit.remove(coupon);
    return { id: coupon.id, object: "coupon", deleted: true };
  }),
};
