import type { Objects } from "../store/kinds";
import { listAll } from "../store/list";
import type { Unit } from "../store/unit";
import { type Item, isShort, restOf, type Subscription } from "./items";
import type { Draft, Invoice } from "./lines";

/** A first period that an anchor cuts short costs its part of the whole, or nothing where that was asked for. */
export function draftOf(unit: Unit, subscription: Subscription, item: Item): Draft {
  const trial = subscription.status === "trialing";
  const quantity = item.quantity ?? 1;
  const product = item.price.product;
  const short = isShort(subscription, item);
  const free = trial || (short && unit.hiddenOf(subscription).freeUntilAnchor === true);
  const whole = (item.price.unit_amount ?? 0) * quantity;
  return {
    amount: free ? 0 : restOf(whole, subscription, item, item.current_period_start),
    description: trial
      ? `Trial period for ${item.price.nickname ?? product}`
      : `${quantity} × ${item.price.nickname ?? product}`,
    metadata: item.metadata,
    parent: {
      type: "subscription_item_details",
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: short && !trial,
        proration_details: null,
        subscription: subscription.id,
        subscription_item: item.id,
      },
    },
    period: { start: item.current_period_start, end: item.current_period_end },
    price: item.price,
    quantity,
    subscription: subscription.id,
    taxRates: item.tax_rates?.length ? item.tax_rates : (subscription.default_tax_rates ?? []),
  };
}

/** What was put aside for the customer's next invoice. */
export async function pendingDrafts(
  unit: Unit,
  customer: string,
  invoice: Invoice,
  subscription?: string,
): Promise<Draft[]> {
  const wanted = await pendingItems(unit, customer, invoice.currency, subscription);
  return Promise.all(wanted.map((item) => itemDraft(unit, item, invoice)));
}

export async function pendingItems(
  unit: Unit,
  customer: string,
  currency: string,
  subscription?: string,
): Promise<Objects["invoiceitem"][]> {
  const items = await listAll(unit, "invoiceitem", { customer, currency });
  return items.filter(
    (item) =>
      item.invoice === null &&
      (!item.parent?.subscription_details || item.parent.subscription_details.subscription === subscription),
  );
}

export async function itemDraft(unit: Unit, item: Objects["invoiceitem"], invoice: Invoice): Promise<Draft> {
  item.invoice = invoice.id;
  const priceId = item.pricing?.price_details?.price;
  return {
    amount: item.amount,
    description: item.description,
    discountable: item.discountable,
    metadata: item.metadata ?? {},
    parent: {
      type: "invoice_item_details",
      invoice_item_details: {
        invoice_item: item.id,
        proration: item.proration,
        proration_details: null,
        subscription: item.parent?.subscription_details?.subscription ?? null,
      },
      subscription_item_details: null,
    },
    period: item.period,
    price: priceId ? await unit.find("price", priceId) : null,
    quantity: item.quantity,
    subscription: item.parent?.subscription_details?.subscription ?? null,
    taxRates: item.tax_rates?.length ? item.tax_rates : invoice.default_tax_rates,
  };
}
