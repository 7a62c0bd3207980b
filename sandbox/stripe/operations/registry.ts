import { followInvoice, intentOf } from "../billing/invoices";
import { billingJobs } from "../billing/jobs";
import { followSubscription } from "../billing/subscriptions";
import { followSession, followSetup } from "../checkout/complete";
import { checkoutJobs } from "../checkout/jobs";
import { planOfSession } from "../checkout/sessions";
import type { Includable } from "../http/expand";
import type { Operations } from "../http/operation";
import type { JobHandlers } from "../jobs";
import { cashBalanceOf } from "../payments/bank-transfers";
import { paymentJobs } from "../payments/jobs";
import { listPage } from "../store/list";
import type { Unit } from "../store/unit";
import { account } from "./account";
import { billingPortal } from "./billing-portal";
import { cashBalance } from "./cash-balance";
import { balances, charges, disputes, refunds } from "./charges";
import { checkoutSessions, paymentPages } from "./checkout-sessions";
import { coupons } from "./coupons";
import { creditNotes } from "./credit-notes";
import { customers } from "./customers";
import { events } from "./events";
import { invoiceItems } from "./invoice-items";
import { invoicePreviews } from "./invoice-preview";
import { invoicePayments, invoices } from "./invoices";
import { paymentIntents } from "./payment-intents";
import { paymentMethods } from "./payment-methods";
import { prices } from "./prices";
import { products } from "./products";
import { promotionCodes } from "./promotion-codes";
import { setupIntents } from "./setup-intents";
import { subscriptions } from "./subscriptions";
import { taxIds } from "./tax-ids";
import { taxRates } from "./tax-rates";
import { testClocks } from "./test-clocks";
import { endpointJobs, webhookEndpoints } from "./webhook-endpoints";

export const operations: Operations = {
  ...account,
  ...balances,
  ...billingPortal,
  ...cashBalance,
  ...charges,
  ...checkoutSessions,
  ...coupons,
  ...creditNotes,
  ...customers,
  ...disputes,
  ...events,
  ...invoiceItems,
  ...invoicePayments,
  ...invoicePreviews,
  ...invoices,
  ...paymentIntents,
  ...paymentMethods,
  ...paymentPages,
  ...prices,
  ...products,
  ...promotionCodes,
  ...refunds,
  ...setupIntents,
  ...subscriptions,
  ...taxIds,
  ...taxRates,
  ...testClocks,
  ...webhookEndpoints,
};

export const includable: Includable = {
  "charge.refunds": ({ id }, unit) => listPage(unit, "refund", { charge: id }, {}, `/v1/charges/${id}/refunds`),
  "checkout.session.line_items": async ({ id }, unit) => {
    const { items } = planOfSession(unit, await unit.get("checkout.session", id));
    return { object: "list", data: items, has_more: false, url: `/v1/checkout/sessions/${id}/line_items` };
  },
  "customer.cash_balance": async ({ id }, unit) => cashBalanceOf(unit, await unit.get("customer", id)),
  "customer.subscriptions": ({ id }, unit) =>
    listPage(unit, "subscription", { customer: id }, {}, `/v1/customers/${id}/subscriptions`),
  "invoice.confirmation_secret": async ({ id }, unit) => {
    const intent = await intentOf(unit, await unit.get("invoice", id));
    return intent?.client_secret ? { client_secret: intent.client_secret, type: "payment_intent" } : null;
  },
  "invoice.payments": ({ id }, unit) =>
    listPage(unit, "invoice_payment", { invoice: id }, {}, `/v1/invoice_payments?invoice=${id}`),
  "customer.tax_ids": ({ id }, unit) => listPage(unit, "tax_id", { customer: id }, {}, `/v1/customers/${id}/tax_ids`),
};

/** A payment that went through pays its invoice, and the invoice carries its subscription on. */
export async function follow(unit: Unit): Promise<void> {
  for (const intent of unit.known("payment_intent")) await followInvoice(unit, intent);
  for (const invoice of unit.known("invoice")) await followSubscription(unit, invoice);
  for (const intent of unit.known("payment_intent")) await followSession(unit, intent);
  for (const setup of unit.known("setup_intent")) await followSetup(unit, setup);
}

export const jobHandlers: JobHandlers = {
  ...billingJobs,
  ...checkoutJobs,
  ...endpointJobs,
  ...paymentJobs,
  "tax_id.verify": async ({ subject }, unit) => {
    const taxId = await unit.find("tax_id", subject);
    if (!taxId?.verification) return;
    taxId.verification.status = "verified";
    unit.announceChange("customer.tax_id.updated", taxId);
  },
};
