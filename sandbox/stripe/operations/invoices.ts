import type Stripe from "stripe";
import { grantDiscounts } from "../billing/discounts";
import { pendingDrafts } from "../billing/drafts";
import {
  collect,
  createInvoice,
  finalizeInvoice,
  intentOf,
  markPaid,
  markUncollectible,
  voidInvoice,
} from "../billing/invoices";
import { fillInvoice, type Invoice } from "../billing/lines";
import { followSubscription } from "../billing/subscriptions";
import { invalid, missing, unsupported } from "../http/failure";
import { type Call, idOf, type Operations, operation } from "../http/operation";
import { cancelIntent } from "../payments/intents";
import { listPage, pageSize } from "../store/list";
import type { Unit } from "../store/unit";
import { living } from "./deleted";
import { mergedMetadata, setMembers } from "./members";
import { taxRatesOf } from "./subscription-items";

const foreign = [
  "account_tax_ids",
  "application_fee_amount",
  "customer_account",
  "from_invoice",
  "on_behalf_of",
  "shipping_cost",
  "transfer_data",
];

export const invoices: Operations = {
  "POST /v1/invoices": operation<Stripe.InvoiceCreateParams>(async ({ unit, params }) => {
    refuse(params);
    const { subscription: subscriptionId, pending_invoice_items_behavior: pending = "exclude" } = params;
    const subscription = subscriptionId ? await unit.get("subscription", subscriptionId, "subscription") : null;
    const customerId = params.customer ?? subscription?.customer;
    if (!customerId) throw invalid("Missing required param: customer.", "customer", "parameter_missing");
    const customer = await living(unit, "customer", customerId, "customer");
    await unit.standAtClockOf(customer.id);
    const invoice = createInvoice(unit, customer, {
      auto_advance: params.auto_advance ?? false,
      collection_method: params.collection_method ?? "charge_automatically",
      currency: (params.currency ?? subscription?.currency ?? customer.currency ?? "usd").toLowerCase(),
      default_tax_rates: await taxRatesOf(unit, params.default_tax_rates),
      due_date:
        params.due_date ?? (params.days_until_due === undefined ? null : unit.now + params.days_until_due * 86_400),
      metadata: mergedMetadata({}, params.metadata),
      ...(subscription && {
        parent: {
          type: "subscription_details",
          quote_details: null,
          subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
        },
      }),
    });
    setMembers(invoice, params, ["description", "footer", "statement_descriptor", "default_payment_method"]);
    if (params.custom_fields) invoice.custom_fields = params.custom_fields;
    const discounts = await grantDiscounts(unit, params.discounts, { customer: customer.id, invoice: invoice.id });
    const drafts =
      pending === "include" || subscription ? await pendingDrafts(unit, customer.id, invoice, subscription?.id) : [];
    await fillInvoice(unit, invoice, drafts, await Promise.all(discounts.map((id) => unit.get("discount", id))));
    unit.announce("invoice.created", invoice);
    return invoice;
  }),

  "GET /v1/invoices": operation<Stripe.InvoiceListParams>(({ unit, params, url }) => {
    const { collection_method, customer, status, subscription } = params;
    const asked = { collection_method, customer, status, "parent.subscription_details.subscription": subscription };
    return listPage(unit, "invoice", asked, params, url);
  }),

  "GET /v1/invoices/{}": operation((call) => call.unit.get("invoice", idOf(call))),

  "POST /v1/invoices/{}": operation<Stripe.InvoiceUpdateParams>(async ({ unit, params, ids }) => {
    refuse(params);
    const invoice = await invoiceOf({ unit, ids });
    const final = invoice.status !== "draft";
    if (
      final &&
      (params.default_tax_rates ||
        params.discounts ||
        params.custom_fields ||
        params.footer ||
        params.collection_method)
    ) {
      throw invalid("Finalized invoices can't be updated in this way.", undefined, "invoice_not_editable");
    }
    setMembers(invoice, params, [
      "auto_advance",
      "collection_method",
      "default_payment_method",
      "description",
      "due_date",
      "footer",
    ]);
    invoice.metadata = mergedMetadata(invoice.metadata, params.metadata);
    if (params.custom_fields !== undefined) invoice.custom_fields = params.custom_fields || null;
    unit.announceChange("invoice.updated", invoice);
    return invoice;
  }),

  "DELETE /v1/invoices/{}": operation(async (call) => {
    const invoice = await invoiceOf(call);
    if (invoice.status !== "draft") throw invalid("You can only delete draft invoices.");
    call.unit.announce("invoice.deleted", invoice);
    call.unit.remove(invoice);
    return { id: invoice.id, object: "invoice", deleted: true };
  }),

  "POST /v1/invoices/{}/finalize": operation<Stripe.InvoiceFinalizeInvoiceParams>(async ({ unit, params, ids }) => {
    const invoice = await invoiceOf({ unit, ids });
    await finalizeInvoice(unit, invoice);
    if (params.auto_advance !== undefined) invoice.auto_advance = params.auto_advance;
    await followSubscription(unit, invoice);
    return invoice;
  }),

  "POST /v1/invoices/{}/pay": operation<Stripe.InvoicePayParams>(async ({ unit, params, ids }) => {
    const { paid_out_of_band: elsewhere = false, payment_method: method } = params;
    const invoice = await invoiceOf({ unit, ids });
    const isDraft = invoice.status === "draft";
    if (isDraft) await finalizeInvoice(unit, invoice);
    if (isDraft && invoice.status === "paid") return invoice;
    if (invoice.status === "paid") throw invalid("Invoice is already paid", undefined, "invoice_already_paid");
    if (invoice.status === "void")
      throw invalid("This invoice is void and can no longer be paid.", undefined, "invoice_not_editable");
    if (elsewhere) await payElsewhere(unit, invoice);
    else {
      const { failure } = await collect(unit, invoice, method);
      await followSubscription(unit, invoice);
      if (failure) throw failure;
    }
    await followSubscription(unit, invoice);
    return invoice;
  }),

  "POST /v1/invoices/{}/void": operation(async (call) => {
    const invoice = await invoiceOf(call);
    await voidInvoice(call.unit, invoice);
    return invoice;
  }),

  "POST /v1/invoices/{}/send": operation(async (call) => {
    const invoice = await invoiceOf(call);
    if (invoice.status === "draft") await finalizeInvoice(call.unit, invoice);
    if (invoice.due_date === null) invoice.due_date = call.unit.now + 30 * 86_400;
    call.unit.announce("invoice.sent", invoice);
    return invoice;
  }),

  "POST /v1/invoices/{}/mark_uncollectible": operation(async (call) => {
    const invoice = await invoiceOf(call);
    markUncollectible(call.unit, invoice);
    return invoice;
  }),

  "GET /v1/invoices/{}/lines": operation<Stripe.InvoiceListLineItemsParams>(async ({ unit, params, ids, url }) => {
    const { lines } = await unit.get("invoice", idOf({ ids }));
    const start = params.starting_after ? lines.data.findIndex(({ id }) => id === params.starting_after) + 1 : 0;
    if (params.starting_after && start === 0) throw missing("line_item", params.starting_after, "starting_after");
    const limit = pageSize(params.limit);
    const data = lines.data.slice(start, start + limit);
    return { object: "list", data, has_more: lines.data.length > start + limit, url };
  }),
};

export const invoicePayments: Operations = {
  "GET /v1/invoice_payments": operation<Stripe.InvoicePaymentListParams>(({ unit, params, url }) => {
    const { invoice, status, payment } = params;
    return listPage(
      unit,
      "invoice_payment",
      { invoice, status, "payment.payment_intent": payment?.payment_intent },
      params,
      url,
    );
  }),

  "GET /v1/invoice_payments/{}": operation((call) => call.unit.get("invoice_payment", idOf(call))),
};

async function payElsewhere(unit: Unit, invoice: Invoice): Promise<void> {
  const intent = await intentOf(unit, invoice);
  if (intent) await cancelIntent(unit, intent, "automatic");
  markPaid(unit, invoice, null);
}

function refuse(params: object): void {
  const found = foreign.find((name) => Reflect.get(params, name) !== undefined);
  if (found) throw unsupported(found, found);
  const automatic = Reflect.get(params, "automatic_tax");
  if (automatic && Reflect.get(automatic, "enabled")) throw unsupported("automatic_tax", "automatic_tax");
}

async function invoiceOf(call: Pick<Call<unknown>, "unit" | "ids">): Promise<Invoice> {
  const invoice = await call.unit.get("invoice", idOf(call));
  await call.unit.standAtClockOf(invoice.customer);
  return invoice;
}
