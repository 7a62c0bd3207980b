import type Stripe from "stripe";
import { previewInvoice } from "../billing/preview";
import { invalid, unsupported } from "../http/failure";
import { type Operations, operation } from "../http/operation";
import { itemChanges } from "./subscription-items";

export const invoicePreviews: Operations = {
  "POST /v1/invoices/create_preview": operation<Stripe.InvoiceCreatePreviewParams>(async ({ unit, params }) => {
    if (params.schedule || params.schedule_details) throw unsupported("schedules", "schedule");
    if (!params.subscription) throw unsupported("previews without a subscription", "subscription");
    const aside = unit.aside();
    const subscription = await aside.get("subscription", params.subscription, "subscription");
    if (subscription.status === "canceled")
      throw invalid("No upcoming invoices for customer", undefined, "invoice_upcoming_none");
    await aside.standAtClockOf(subscription.customer);
    const { items, proration_behavior: behavior = "create_prorations" } = params.subscription_details ?? {};
    const { billing_cycle_anchor: anchor, proration_date: at } = params.subscription_details ?? {};
    const changes = items && (await itemChanges(aside, items));
    return previewInvoice(aside, subscription, { changes, behavior, at, restarts: anchor?.type === "now" });
  }),
};
