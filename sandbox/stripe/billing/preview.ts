import type { Unit } from "../store/unit";
import { discountsAt } from "./discounts";
import { createInvoice } from "./invoices";
import { fillInvoice, type Invoice } from "./lines";
import { changeItems, type ItemChange } from "./proration";
import { draftOf, pendingDrafts, periodEnd, type Subscription } from "./subscriptions";

type Plan = { changes?: readonly ItemChange[]; behavior: string };

/** The invoice that would come next, or of a change at once, computed by the same rules; of the unit nothing is written. */
export async function previewInvoice(unit: Unit, subscription: Subscription, plan: Plan): Promise<Invoice> {
  const { changes, behavior } = plan;
  const onlyNow = behavior === "always_invoice" && changes !== undefined;
  if (changes) await changeItems(unit, subscription, changes, onlyNow ? "create_prorations" : behavior);
  const customer = await unit.get("customer", subscription.customer);
  const due = Math.min(...subscription.items.data.map(({ current_period_end }) => current_period_end));
  if (!onlyNow) unit.now = due;
  const items = onlyNow ? [] : subscription.items.data.filter(({ current_period_end }) => current_period_end <= due);
  const invoice = createInvoice(unit, customer, {
    billing_reason: onlyNow ? "subscription_update" : "upcoming",
    currency: subscription.currency,
    parent: {
      type: "subscription_details",
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
    },
    period_start: subscription.items.data[0]?.current_period_start ?? unit.now,
  });
  for (const item of items) {
    item.current_period_start = item.current_period_end;
    item.current_period_end = periodEnd(unit, subscription, item.price);
  }
  if (subscription.status === "trialing" && !onlyNow) subscription.status = "active";
  const pending = await pendingDrafts(unit, customer.id, invoice, subscription.id);
  const drafts = [...pending, ...items.map((item) => draftOf(subscription, item))];
  await fillInvoice(unit, invoice, drafts, await discountsAt(unit, subscription.discounts, unit.now));
  return { ...invoice, id: `upcoming_${invoice.id}` };
}
