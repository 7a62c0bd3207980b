import type Stripe from "stripe";
import { invalid, unsupported } from "../http/failure";
import { idOf, type Operations, operation } from "../http/operation";
import { randomWord } from "../store/ids";
import { listAll, listPage } from "../store/list";
import { living } from "./deleted";
import { claim, mergedMetadata, setMembers } from "./members";

export const promotionCodes: Operations = {
  "POST /v1/promotion_codes": operation<Stripe.PromotionCodeCreateParams>(async ({ unit, params }) => {
    if (params.promotion.type !== "coupon" || !params.promotion.coupon) {
      throw unsupported("promotion codes of anything but a coupon", "promotion");
    }
    const coupon = await living(unit, "coupon", params.promotion.coupon, "promotion[coupon]");
    if (params.customer) await living(unit, "customer", params.customer, "customer");
    const code = params.code ?? randomWord(8).toUpperCase();
    await claim(unit, `code ${code}`);
    const taken = await listAll(unit, "promotion_code", { code, active: true });
    if (taken.length) throw invalid(`An active promotion code with \`code: ${code}\` already exists.`, "code");
    const {
      first_time_transaction = false,
      minimum_amount = null,
      minimum_amount_currency = null,
    } = params.restrictions ?? {};
    const promotionCode = unit.create("promotion_code", {
      active: params.active ?? true,
      code,
      customer: params.customer ?? null,
      expires_at: params.expires_at ?? null,
      max_redemptions: params.max_redemptions ?? null,
      metadata: mergedMetadata({}, params.metadata),
      promotion: { type: "coupon", coupon: coupon.id },
      restrictions: { first_time_transaction, minimum_amount, minimum_amount_currency },
    });
    unit.announce("promotion_code.created", promotionCode);
    return promotionCode;
  }),

  "GET /v1/promotion_codes": operation<Stripe.PromotionCodeListParams>(({ unit, params, url }) => {
    const { active, code, coupon, customer } = params;
    return listPage(unit, "promotion_code", { active, code, customer, "promotion.coupon": coupon }, params, url);
  }),

  "GET /v1/promotion_codes/{}": operation((call) => call.unit.get("promotion_code", idOf(call))),

  "POST /v1/promotion_codes/{}": operation<Stripe.PromotionCodeUpdateParams>(async ({ unit, params, ids }) => {
    const promotionCode = await unit.get("promotion_code", idOf({ ids }));
    setMembers(promotionCode, params, ["active"]);
    promotionCode.metadata = mergedMetadata(promotionCode.metadata, params.metadata);
    unit.announceChange("promotion_code.updated", promotionCode);
    return promotionCode;
  }),
};
