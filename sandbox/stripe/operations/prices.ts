import type Stripe from "stripe";
import { invalid, unsupported } from "../http/failure";
import { idOf, type Operations, operation } from "../http/operation";
import { checkedCurrency } from "../payments/amounts";
import type { Objects } from "../store/kinds";
import { listAll, listPage, pageSize } from "../store/list";
import type { Unit } from "../store/unit";
import { living, refuseTogether } from "./deleted";
import { claim, claimId, mergedMetadata, setMembers } from "./members";
import { createProduct } from "./products";

export const prices: Operations = {
  "POST /v1/prices": operation<Stripe.PriceCreateParams>(async ({ unit, params }) => {
    refuseTogether(params, ["product", "product_data"]);
    await claimId(unit, params.product_data?.id, "Product already exists.", "product_data[id]");
    const product = params.product_data
      ? createProduct(unit, { ...params.product_data, name: params.product_data.name })
      : await living(unit, "product", given(params.product, "product"), "product");
    if (params.lookup_key) await freeLookupKey(unit, params.lookup_key, params.transfer_lookup_key ?? false);
    return createPrice(unit, product.id, params);
  }),

  "GET /v1/prices": operation<Stripe.PriceListParams>(async ({ unit, params, url }) => {
    const asked = { active: params.active, currency: params.currency, product: params.product, type: params.type };
    if (!params.lookup_keys) return listPage(unit, "price", asked, params, url);
    const found = await Promise.all(
      params.lookup_keys.map((lookup_key) => listAll(unit, "price", { ...asked, lookup_key })),
    );
    return { object: "list", data: found.flat().slice(0, pageSize(params.limit)), has_more: false, url };
  }),

  "GET /v1/prices/{}": operation((call) => call.unit.get("price", idOf(call))),

  "POST /v1/prices/{}": operation<Stripe.PriceUpdateParams>(async ({ unit, params, ids }) => {
    const price = await unit.get("price", idOf({ ids }));
    if (params.lookup_key) await freeLookupKey(unit, params.lookup_key, params.transfer_lookup_key ?? false);
    setMembers(price, params, ["active", "lookup_key", "nickname", "tax_behavior"]);
    price.metadata = mergedMetadata(price.metadata, params.metadata);
    unit.announceChange("price.updated", price);
    return price;
  }),
};

/** Also for what a checkout or a subscription prices in passing. */
export function createPrice(
  unit: Unit,
  product: string,
  params: Omit<Stripe.PriceCreateParams, "product">,
): Objects["price"] {
  refuseTogether(params, ["unit_amount", "unit_amount_decimal", "custom_unit_amount"]);
  const amount = params.unit_amount ?? wholeAmount(params.unit_amount_decimal);
  if (amount !== undefined && amount < 0) {
    throw invalid("Invalid non-negative integer", "unit_amount", "parameter_invalid_integer");
  }
  if (params.billing_scheme === "tiered") throw unsupported("prices in tiers", "billing_scheme");
  if (amount === undefined && !params.custom_unit_amount) throw invalid("Give the price: unit_amount.", "unit_amount");
  const price = unit.create("price", {
    active: params.active ?? true,
    billing_scheme: "per_unit",
    currency: checkedCurrency(params.currency),
    lookup_key: params.lookup_key ?? null,
    metadata: mergedMetadata({}, params.metadata),
    nickname: params.nickname ?? null,
    product,
    recurring: recurringOf(params.recurring),
    tax_behavior: params.tax_behavior ?? "unspecified",
    type: params.recurring ? "recurring" : "one_time",
    unit_amount: amount ?? null,
    unit_amount_decimal: amount === undefined ? null : String(params.unit_amount_decimal ?? amount),
  });
  unit.announce("price.created", price);
  return price;
}

function recurringOf(recurring: Stripe.PriceCreateParams.Recurring | undefined): Objects["price"]["recurring"] {
  if (!recurring) return null;
  if (recurring.usage_type === "metered") throw unsupported("metered prices", "recurring");
  return {
    interval: recurring.interval,
    interval_count: recurring.interval_count ?? 1,
    meter: null,
    trial_period_days: recurring.trial_period_days ?? null,
    usage_type: "licensed",
  };
}

// Amounts finer than the smallest coin are a price per unit that is rounded later; the sandbox knows whole ones.
function wholeAmount(decimal: unknown): number | undefined {
  if (decimal === undefined) return undefined;
  if (/^\d+(\.0+)?$/.test(String(decimal))) return Number(decimal);
  throw invalid("Not supported by the sandbox: prices finer than the smallest coin.", "unit_amount_decimal");
}

async function freeLookupKey(unit: Unit, key: string, transfers: boolean): Promise<void> {
  await claim(unit, `lookup_key ${key}`);
  for (const holder of await listAll(unit, "price", { lookup_key: key })) {
    if (!transfers) throw invalid(`A price (\`${holder.id}\`) already uses that lookup key.`, "lookup_key");
    holder.lookup_key = null;
  }
}

function given(value: string | undefined, param: string): string {
  if (value) return value;
  throw invalid(`Missing required param: ${param}.`, param, "parameter_missing");
}
