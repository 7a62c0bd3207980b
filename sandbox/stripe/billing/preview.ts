import type { Unit } from "../store/unit";
import { discountsAt } from "./discounts";
import { draftOf, pendingDrafts } from "./drafts";
import { createInvoice } from "./invoices";
import { periodEnd, type Subscription } from "./items";
import { fillInvoice, type Invoice } from "./lines";
import { applyChanges, type ItemChange, type Manner } from "./proration";

type Plan = Manner & { changes?: readonly ItemChange[] };

/** The invoice that would come next, or of a change at once, computed by the same rules; of the unit nothing is written. */
export async function previewInvoice(unit: Unit, subscription: Subscription, plan: Plan): Promise<Invoice> {
  const { changes = [], behavior, restarts } = plan;
  const previousStart = subscription.items.data[0]?.current_period_start ?? unit.now;
  const begun = (plan.changes !== undefined || restarts) && (await applyChanges(unit, subscription, changes, plan));
  const onlyNow = begun || (behavior === "always_invoice" && plan.changes !== undefined);
  const customer = await unit.get("customer", subscription.customer);
  const due = Math.min(...subscription.items.data.map(({ current_period_end }) => current_period_end));
  if (!onlyNow) unit.now = due;
  const next = subscription.items.data.filter(({ current_period_end }) => current_period_end <= due);
  const items = begun ? subscription.items.data : onlyNow ? [] : next;
  const invoice = createInvoice(unit, customer, {
    billing_reason: onlyNow ? "subscription_update" : "upcoming",
    currency: subscription.currency,
    parent: {
      type: "subscription_details",
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
    },
    period_start: previousStart,
  });
  for (const item of onlyNow ? [] : next) {
    item.current_period_start = item.current_period_end;
    item.current_period_end = periodEnd(unit, subscription, item.price);
  }
  if (subscription.status === "trialing" && !onlyNow) subscription.status = "active";
  const pending = await pendingDrafts(unit, customer.id, invoice, subscription.id);
  const drafts = [...pending, ...items.map((item) => draftOf(unit, subscription, item))];
  await fillInvoice(unit, invoice, drafts, await discountsAt(unit, subscription.discounts, unit.now));
  return { ...invoice, id: `upcoming_${invoice.id}` };
}
