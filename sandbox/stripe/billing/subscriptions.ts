import { billing } from "../parity";
import type { Intent } from "../payments/charges";
import { listAll } from "../store/list";
import type { Unit } from "../store/unit";
import { noteBilled } from "./billed";
import { collect, finalizeInvoice, isRetried } from "./invoices";
import { isShort, type Subscription } from "./items";
import type { Invoice } from "./lines";
import { draftInvoice } from "./period-invoice";
import { scheduleNext } from "./renewals";

/** Finalizes and collects the first invoice; how strict a refusal is taken is the caller's wish. */
export async function startSubscription(
  unit: Unit,
  subscription: Subscription,
  collects: boolean,
  paidBy: Intent | null = null,
) {
  if (startsFree(unit, subscription)) return null;
  const invoice = await draftInvoice(unit, subscription, "subscription_create");
  await finalizeInvoice(unit, invoice, paidBy);
  const collected =
    collects && invoice.status === "open" && invoice.collection_method === "charge_automatically"
      ? await collect(unit, invoice)
      : null;
  await followSubscription(unit, invoice);
  if (subscription.status === "incomplete")
    unit.schedule("subscription.expire", subscription, unit.now + billing.incompleteSeconds);
  return collected;
}

/** Until an anchor to come nothing is billed where that was asked for, not even an invoice over nothing. */
function startsFree(unit: Unit, subscription: Subscription): boolean {
  const items = subscription.items.data;
  const short = items.every((item) => isShort(subscription, item));
  if (subscription.status === "trialing" || !short || !unit.hiddenOf(subscription).freeUntilAnchor) return false;
  for (const { id, current_period_start: start, current_period_end: end } of items) {
    noteBilled(unit, subscription, id, { amount: 0, start, end });
  }
  subscription.status = "active";
  return true;
}

/** What was paused goes on. */
export function goOn(unit: Unit, subscription: Subscription): void {
  subscription.status = "active";
  scheduleNext(unit, subscription);
  unit.announceChange("customer.subscription.updated", subscription);
  unit.announce("customer.subscription.resumed", subscription);
}

/** What the state of its latest invoice means for a subscription. */
export async function followSubscription(unit: Unit, invoice: Invoice): Promise<void> {
  const id = invoice.parent?.subscription_details?.subscription;
  const subscription = id ? await unit.find("subscription", id) : null;
  if (!subscription || subscription.latest_invoice !== invoice.id) return;
  if (invoice.status === "paid" && ["incomplete", "past_due", "unpaid"].includes(subscription.status)) {
    const first = subscription.status === "incomplete";
    subscription.status = "active";
    unit.callOff("subscription.expire", subscription);
    await keepMethod(unit, subscription, invoice);
    if (!first || unit.announced.every(({ object }) => object.id !== subscription.id)) {
      unit.announceChange("customer.subscription.updated", subscription);
    }
    if (first) scheduleNext(unit, subscription);
  }
  if (invoice.status === "paid" && subscription.status === "paused") goOn(unit, subscription);
  const failed = invoice.status === "open" && invoice.attempted && isRetried(invoice);
  if (failed && subscription.status === "active") {
    subscription.status = "past_due";
    unit.announceChange("customer.subscription.updated", subscription);
  }
}

async function keepMethod(unit: Unit, subscription: Subscription, invoice: Invoice): Promise<void> {
  if (subscription.payment_settings?.save_default_payment_method !== "on_subscription") return;
  const [payment] = await listAll(unit, "invoice_payment", { invoice: invoice.id });
  const intent = payment?.payment.payment_intent
    ? await unit.get("payment_intent", payment.payment.payment_intent)
    : null;
  if (intent?.payment_method) subscription.default_payment_method = intent.payment_method;
}
