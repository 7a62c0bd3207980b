import type Stripe from "stripe";
import { invalid } from "../http/failure";
import { idOf, type Operations, operation } from "../http/operation";
import type { Objects } from "../store/kinds";
import { listAll, listPage } from "../store/list";
import type { Unit } from "../store/unit";
import { bury, living } from "./deleted";
import { claimId, mergedMetadata, setMembers } from "./members";
import { createPrice } from "./prices";

const plain = ["active", "description", "shippable", "statement_descriptor", "unit_label", "url", "tax_code"] as const;

export const products: Operations = {
  "POST /v1/products": operation<Stripe.ProductCreateParams>(async ({ unit, params }) => {
    await claimId(unit, params.id, `Product already exists: ${params.id}`);
    const product = createProduct(unit, params);
    if (!params.default_price_data) return product;
    const { currency, unit_amount, unit_amount_decimal, recurring, tax_behavior, metadata } = params.default_price_data;
    const price = createPrice(unit, product.id, {
      currency,
      unit_amount,
      unit_amount_decimal,
      recurring,
      tax_behavior,
      metadata,
    });
    product.default_price = price.id;
    return product;
  }),

  "GET /v1/products": operation<Stripe.ProductListParams>(({ unit, params, url }) =>
    listPage(unit, "product", { active: params.active, url: params.url }, params, url),
  ),

  "GET /v1/products/{}": operation((call) => call.unit.get("product", idOf(call))),

  "POST /v1/products/{}": operation<Stripe.ProductUpdateParams>(async ({ unit, params, ids }) => {
    const product = await living(unit, "product", idOf({ ids }));
    if (params.default_price) await unit.get("price", params.default_price, "default_price");
    setMembers(product, params, [...plain, "name", "default_price"]);
    if (params.images) product.images = params.images;
    product.metadata = mergedMetadata(product.metadata, params.metadata);
    product.updated = unit.now;
    unit.announceChange("product.updated", product);
    return product;
  }),

  "DELETE /v1/products/{}": operation(async (call) => {
    const product = await living(call.unit, "product", idOf(call));
    const prices = await listAll(call.unit, "price", { product: product.id });
    if (prices.length) throw invalid("This product cannot be deleted because it has one or more prices.");
    call.unit.announce("product.deleted", product);
    return bury(call.unit, product);
  }),
};

/** Also for the product that a price brings along. */
export function createProduct(unit: Unit, params: Stripe.ProductCreateParams): Objects["product"] {
  const product = unit.create("product", {
    ...(params.id && { id: params.id }),
    active: true,
    default_price: null,
    images: params.images ?? [],
    metadata: mergedMetadata({}, params.metadata),
    name: params.name,
    statement_descriptor: null,
    tax_code: null,
    type: params.type ?? "service",
    unit_label: null,
    updated: unit.now,
  });
  setMembers(product, params, plain);
  unit.announce("product.created", product);
  return product;
}
