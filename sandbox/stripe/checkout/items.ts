import type Stripe from "stripe";
import type { Coupon } from "../billing/amounts";
import { discountOn, shares, taxOn } from "../billing/amounts";
import { invalid } from "../http/failure";
import { living } from "../operations/deleted";
import { mergedMetadata } from "../operations/members";
import { createPrice } from "../operations/prices";
import { createProduct } from "../operations/products";
import { newId } from "../store/ids";
import type { Objects, Wire } from "../store/kinds";
import type { Unit } from "../store/unit";

export type LineItem = Wire<Stripe.LineItem>;

export type Wish = {
  price: Objects["price"];
  quantity: number;
  taxRates: Objects["tax_rate"][];
  metadata: Record<string, string>;
  name: string;
};

type Given = Stripe.Checkout.SessionCreateParams.LineItem;

/** What is to be sold, with a price of its own for whatever was priced in passing. */
export async function wishOf(unit: Unit, given: Given, place: number): Promise<Wish> {
  const price = await priceOf(unit, given, `line_items[${place}]`);
  const product = await unit.find("product", price.product);
  return {
    price,
    quantity: given.quantity ?? 1,
    taxRates: await Promise.all(
      (given.tax_rates ?? []).map((id) => unit.get("tax_rate", id, `line_items[${place}][tax_rates]`)),
    ),
    metadata: mergedMetadata({}, given.metadata),
    name: product?.name ?? price.nickname ?? price.product,
  };
}

async function priceOf(unit: Unit, { price, price_data: data }: Given, param: string): Promise<Objects["price"]> {
  if (price) return unit.get("price", price, `${param}[price]`);
  if (!data) throw invalid(`Missing required param: ${param}[price].`, `${param}[price]`, "parameter_missing");
  const owner = data.product_data
    ? createProduct(unit, data.product_data)
    : await living(unit, "product", data.product ?? "", `${param}[price_data][product]`);
  const { currency, unit_amount, unit_amount_decimal, recurring, tax_behavior } = data;
  return createPrice(unit, owner.id, { currency, unit_amount, unit_amount_decimal, recurring, tax_behavior });
}

/** Each line with its part of the discount and its taxes; the lines add up to the session's totals. */
export function priceItems(wishes: readonly Wish[], coupon: Coupon | null): LineItem[] {
  const amounts = wishes.map(({ price, quantity }) => (price.unit_amount ?? 0) * quantity);
  const whole = amounts.reduce((sum, amount) => sum + amount, 0);
  const off = coupon ? shares(discountOn(whole, coupon), amounts) : amounts.map(() => 0);
  return wishes.map(({ price, quantity, taxRates, metadata, name }, place) => {
    const [amount = 0, discount = 0] = [amounts[place], off[place]];
    const taxes = taxRates.map((rate) => ({ rate, amount: taxOn(amount - discount, rate) }));
    const exclusive = taxes.filter(({ rate }) => !rate.inclusive).reduce((sum, tax) => sum + tax.amount, 0);
    return {
      id: newId("li"),
      object: "item",
      adjustable_quantity: null,
      amount_discount: discount,
      amount_subtotal: amount,
      amount_tax: taxes.reduce((sum, tax) => sum + tax.amount, 0),
      amount_total: amount - discount + exclusive,
      currency: price.currency,
      description: name,
      metadata,
      price: structuredClone(price),
      quantity,
    };
  });
}
