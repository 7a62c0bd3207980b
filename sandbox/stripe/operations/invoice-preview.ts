import type Stripe from "stripe";
import { discountsAt } from "../billing/discounts";
import { createInvoice } from "../billing/invoices";
import { fillInvoice } from "../billing/lines";
import { changeItems } from "../billing/proration";
import { draftOf, pendingDrafts, periodEnd, type Subscription } from "../billing/subscriptions";
import { invalid, unsupported } from "../http/failure";
import { type Operations, operation } from "../http/operation";
import { itemChanges } from "./subscriptions";

export const invoicePreviews: Operations = {
  /** The invoice that would come, computed as it would be and then forgotten. */
  "POST /v1/invoices/create_preview": operation<Stripe.InvoiceCreatePreviewParams>(async ({ unit, params }) => {
    if (params.schedule || params.schedule_details) throw unsupported("schedules", "schedule");
    if (!params.subscription) throw unsupported("previews without a subscription", "subscription");
    const subscription = await unit.get("subscription", params.subscription, "subscription");
    if (subscription.status === "canceled")
      throw invalid("No upcoming invoices for customer", undefined, "invoice_upcoming_none");
    await unit.standAtClockOf(subscription.customer);
    const customer = await unit.get("customer", subscription.customer);
    const details = params.subscription_details;
    const behavior = details?.proration_behavior ?? "create_prorations";
    if (details?.items) {
      const kept = behavior === "always_invoice" ? "create_prorations" : behavior;
      await changeItems(unit, subscription, await itemChanges(unit, details.items), kept);
    }
    const onlyNow = behavior === "always_invoice" && details?.items !== undefined;
    if (!onlyNow) enterNextPeriod(subscription);
    const invoice = createInvoice(unit, customer, {
      billing_reason: onlyNow ? "subscription_update" : "upcoming",
      currency: subscription.currency,
      parent: {
        type: "subscription_details",
        quote_details: null,
        subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
      },
    });
    const pending = await pendingDrafts(unit, customer.id, invoice, subscription.id);
    const drafts = onlyNow
      ? pending
      : [...pending, ...subscription.items.data.map((item) => draftOf(subscription, item))];
    await fillInvoice(unit, invoice, drafts, await discountsAt(unit, subscription.discounts, unit.now, false));
    const shown = structuredClone({ ...invoice, id: `upcoming_${invoice.id}` });
    unit.abandon();
    return shown;

    function enterNextPeriod({ items }: Subscription): void {
      for (const item of items.data) {
        const start = item.current_period_end;
        item.current_period_start = start;
        item.current_period_end = periodEnd(
          Object.assign(Object.create(unit), { now: start }),
          subscription,
          item.price,
        );
      }
    }
  }),
};
