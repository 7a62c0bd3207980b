import type Stripe from "stripe";
import { idOf, type Operations, operation } from "../http/operation";
import { mergedMetadata, setMembers } from "./members";

const plain = ["active", "country", "description", "display_name", "jurisdiction", "state", "tax_type"] as const;

export const taxRates: Operations = {
  "POST /v1/tax_rates": operation<Stripe.TaxRateCreateParams>(async ({ unit, params }) => {
    const rate = unit.create("tax_rate", {
      active: true,
      inclusive: params.inclusive,
      metadata: mergedMetadata({}, params.metadata),
      percentage: params.percentage,
      rate_type: "percentage",
    });
    setMembers(rate, params, plain);
    unit.announce("tax_rate.created", rate);
    return rate;
  }),

  "GET /v1/tax_rates/{}": operation((call) => call.unit.get("tax_rate", idOf(call))),

  "POST /v1/tax_rates/{}": operation<Stripe.TaxRateUpdateParams>(async ({ unit, params, ids }) => {
    const rate = await unit.get("tax_rate", idOf({ ids }));
    setMembers(rate, params, plain);
    rate.metadata = mergedMetadata(rate.metadata, params.metadata);
    unit.announceChange("tax_rate.updated", rate);
    return rate;
  }),
};
