import type { Unit } from "../store/unit";
import { noteBilled } from "./billed";
import { discountsAt, remainingAfter } from "./discounts";
import { draftOf, pendingDrafts, pendingItems } from "./drafts";
import { collect, createInvoice, finalizeInvoice } from "./invoices";
import type { Item, Subscription } from "./items";
import { fillInvoice, type Invoice } from "./lines";

/** The invoice of what is billed now: the periods that items have just entered, and what was put aside; as a draft. */
export async function draftInvoice(
  unit: Unit,
  subscription: Subscription,
  reason: NonNullable<Invoice["billing_reason"]>,
  items: readonly Item[] = subscription.items.data,
  previousStart = items[0]?.current_period_start ?? unit.now,
): Promise<Invoice> {
  const customer = await unit.get("customer", subscription.customer);
  const invoice = createInvoice(unit, customer, {
    billing_reason: reason,
    collection_method: subscription.collection_method,
    currency: subscription.currency,
    default_payment_method: null,
    due_date: subscription.days_until_due === null ? null : unit.now + subscription.days_until_due * 86_400,
    parent: {
      type: "subscription_details",
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
    },
    period_end: unit.now,
    period_start: previousStart,
  });
  const holding = await discountsAt(unit, subscription.discounts, unit.now);
  const pending = await pendingDrafts(unit, subscription.customer, invoice, subscription.id);
  await fillInvoice(unit, invoice, [...pending, ...items.map((item) => draftOf(unit, subscription, item))], holding);
  noteLines(unit, subscription, invoice);
  subscription.discounts = await remainingAfter(unit, holding, invoice);
  unit.announce("invoice.created", invoice);
  subscription.latest_invoice = invoice.id;
  return invoice;
}

/** What was asked for each period is what the unused part of it is worth later. */
function noteLines(unit: Unit, subscription: Subscription, invoice: Invoice): void {
  for (const { parent, amount, discount_amounts: off, period } of invoice.lines.data) {
    const item = parent?.subscription_item_details?.subscription_item;
    const net = amount - (off ?? []).reduce((sum, discount) => sum + discount.amount, 0);
    if (item) noteBilled(unit, subscription, item, { amount: net, ...period });
  }
}

export async function billAtOnce(unit: Unit, invoice: Invoice): Promise<void> {
  await finalizeInvoice(unit, invoice);
  if (invoice.status === "open" && invoice.collection_method === "charge_automatically") await collect(unit, invoice);
}

/** Bills what was put aside without waiting for the next period, if there is anything. */
export async function billPending(unit: Unit, subscription: Subscription): Promise<void> {
  const pending = await pendingItems(unit, subscription.customer, subscription.currency, subscription.id);
  if (pending.length > 0) await billAtOnce(unit, await draftInvoice(unit, subscription, "subscription_update", []));
}
