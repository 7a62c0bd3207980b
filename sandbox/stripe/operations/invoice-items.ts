import type Stripe from "stripe";
import { itemDraft } from "../billing/drafts";
import { fillInvoice } from "../billing/lines";
import { invalid } from "../http/failure";
import { idOf, type Operations, operation } from "../http/operation";
import type { Objects } from "../store/kinds";
import { listAll, listPage } from "../store/list";
import type { Unit } from "../store/unit";
import { living } from "./deleted";
import { mergedMetadata } from "./members";
import { createPrice } from "./prices";
import { taxRatesOf } from "./subscription-items";

export const invoiceItems: Operations = {
  "POST /v1/invoiceitems": operation<Stripe.InvoiceItemCreateParams>(async ({ unit, params }) => {
    const invoice = params.invoice ? await unit.get("invoice", params.invoice, "invoice") : null;
    const customerId = params.customer ?? invoice?.customer;
    if (!customerId) throw invalid("Missing required param: customer.", "customer", "parameter_missing");
    const customer = await living(unit, "customer", customerId, "customer");
    await unit.standAtClockOf(customer.id);
    if (invoice && invoice.status !== "draft")
      throw invalid("This invoice is no longer editable", "invoice", "invoice_not_editable");
    const price = await priceOf(unit, params);
    const quantity = params.quantity ?? 1;
    const amount = params.amount ?? (price?.unit_amount ?? 0) * quantity;
    if (params.amount === undefined && !price)
      throw invalid("Give amount, pricing or price_data.", "amount", "parameter_missing");
    const item = unit.create("invoiceitem", {
      amount,
      currency: (price?.currency ?? params.currency ?? customer.currency ?? "usd").toLowerCase(),
      customer: customer.id,
      date: unit.now,
      description: params.description ?? null,
      discountable: params.discountable ?? true,
      discounts: [],
      invoice: null,
      metadata: mergedMetadata({}, params.metadata),
      ...(params.subscription && {
        parent: { type: "subscription_details", subscription_details: { subscription: params.subscription } },
      }),
      period: { start: params.period?.start ?? unit.now, end: params.period?.end ?? unit.now },
      pricing: price && {
        type: "price_details",
        price_details: { price: price.id, product: price.product },
        unit_amount_decimal: price.unit_amount_decimal,
      },
      quantity,
      quantity_decimal: String(quantity),
      tax_rates: await taxRatesOf(unit, params.tax_rates),
      test_clock: customer.test_clock ?? null,
    });
    unit.announce("invoiceitem.created", item);
    if (invoice) await refill(unit, invoice, item);
    return item;
  }),

  "GET /v1/invoiceitems": operation<Stripe.InvoiceItemListParams>(({ unit, params, url }) => {
    const { customer, invoice, pending } = params;
    const asked = pending === undefined ? invoice : pending ? null : { not: null };
    return listPage(unit, "invoiceitem", { customer, invoice: invoice ?? asked }, params, url);
  }),

  "DELETE /v1/invoiceitems/{}": operation(async (call) => {
    const { unit } = call;
    const item = await unit.get("invoiceitem", idOf(call));
    const invoice = item.invoice ? await unit.get("invoice", item.invoice) : null;
    if (invoice && invoice.status !== "draft")
      throw invalid("The invoice is no longer editable.", undefined, "invoice_not_editable");
    unit.announce("invoiceitem.deleted", item);
    unit.remove(item);
    if (invoice) await refill(unit, invoice);
    return { id: item.id, object: "invoiceitem", deleted: true };
  }),
};

async function priceOf(unit: Unit, params: Stripe.InvoiceItemCreateParams): Promise<Objects["price"] | null> {
  if (params.pricing?.price) return unit.get("price", params.pricing.price, "pricing[price]");
  if (!params.price_data) return null;
  const { product, currency, unit_amount, unit_amount_decimal, tax_behavior } = params.price_data;
  const owner = await living(unit, "product", product, "price_data[product]");
  return createPrice(unit, owner.id, { currency, unit_amount, unit_amount_decimal, tax_behavior });
}

/** A draft's lines follow the items that were put into it. */
async function refill(unit: Unit, invoice: Objects["invoice"], added?: Objects["invoiceitem"]): Promise<void> {
  if (added) added.invoice = invoice.id;
  const items = await listAll(unit, "invoiceitem", { invoice: invoice.id });
  const drafts = await Promise.all(items.map((item) => itemDraft(unit, item, invoice)));
  const discounts = await Promise.all(invoice.discounts.map((id) => unit.get("discount", id)));
  await fillInvoice(unit, invoice, drafts, discounts);
  unit.announceChange("invoice.updated", invoice);
}
