import type Stripe from "stripe";
import type { ItemWish } from "../billing/items";
import { invalid } from "../http/failure";
import type { Objects } from "../store/kinds";
import type { Unit } from "../store/unit";
import { living } from "./deleted";
import { mergedMetadata } from "./members";
import { createPrice } from "./prices";

export async function itemChanges(unit: Unit, items: Stripe.SubscriptionUpdateParams.Item[]) {
  return Promise.all(
    items.map(async ({ id, deleted = false, quantity, price, price_data, plan, tax_rates, metadata }) => ({
      id,
      deleted,
      quantity,
      price: price || price_data || plan ? await priceOf(unit, { price: price ?? plan, price_data }) : undefined,
      taxRates: tax_rates === undefined ? undefined : await taxRatesOf(unit, tax_rates),
      metadata: metadata ? mergedMetadata({}, metadata) : undefined,
    })),
  );
}

export async function wishOf(unit: Unit, item: Stripe.SubscriptionCreateParams.Item): Promise<ItemWish> {
  return {
    price: await priceOf(unit, { price: item.price ?? item.plan, price_data: item.price_data }),
    quantity: item.quantity ?? 1,
    taxRates: await taxRatesOf(unit, item.tax_rates),
    metadata: mergedMetadata({}, item.metadata),
  };
}

type PriceData = NonNullable<Stripe.SubscriptionCreateParams.Item["price_data"]>;

async function priceOf(unit: Unit, given: { price?: string; price_data?: PriceData }): Promise<Objects["price"]> {
  if (given.price_data) {
    const product = await living(unit, "product", given.price_data.product, "items[0][price_data][product]");
    const { currency, recurring, tax_behavior, unit_amount, unit_amount_decimal } = given.price_data;
    return createPrice(unit, product.id, { currency, recurring, tax_behavior, unit_amount, unit_amount_decimal });
  }
  return unit.get("price", required(given.price, "items[0][price]"), "items[0][price]");
}

export async function taxRatesOf(
  unit: Unit,
  ids: readonly string[] | "" | null | undefined,
): Promise<Objects["tax_rate"][]> {
  const rates = await Promise.all((ids || []).map((id) => unit.get("tax_rate", id, "tax_rates")));
  return structuredClone(rates);
}

export function required(value: string | undefined, param: string): string {
  if (value) return value;
  throw invalid(`Missing required param: ${param}.`, param, "parameter_missing");
}
