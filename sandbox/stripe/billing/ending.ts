import { listAll } from "../store/list";
import type { Unit } from "../store/unit";
import { afterRetries } from "./dunning";
import { markUncollectible, voidInvoice } from "./invoices";
import type { Subscription } from "./items";
import type { Invoice } from "./lines";

export async function endSubscription(
  unit: Unit,
  subscription: Subscription,
  reason: NonNullable<Subscription["cancellation_details"]>["reason"],
): Promise<void> {
  for (const kind of [
    "subscription.renew",
    "invoice.upcoming",
    "subscription.trial-notice",
    "subscription.expire",
    "subscription.cancel",
  ]) {
    unit.callOff(kind, subscription);
  }
  subscription.status = "canceled";
  subscription.canceled_at ??= unit.now;
  subscription.ended_at = unit.now;
  const { comment = null, feedback = null, feedback_option = null } = subscription.cancellation_details ?? {};
  subscription.cancellation_details = { comment, feedback, feedback_option, reason };
  await stopCollecting(unit, subscription);
  unit.announce("customer.subscription.deleted", subscription);
}

/** What was asked for stays asked for, but nobody's card is tried any more. */
async function stopCollecting(unit: Unit, { id }: Subscription): Promise<void> {
  for (const invoice of await listAll(unit, "invoice", { "parent.subscription_details.subscription": id })) {
    if (invoice.status !== "open" && invoice.status !== "draft") continue;
    for (const kind of ["invoice.retry", "invoice.finalize"]) unit.callOff(kind, invoice);
    invoice.auto_advance = false;
    invoice.next_payment_attempt = null;
    unit.announceChange("invoice.updated", invoice);
  }
}

export async function expire(unit: Unit, subscription: Subscription): Promise<void> {
  if (subscription.status !== "incomplete") return;
  subscription.status = "incomplete_expired";
  subscription.ended_at = unit.now;
  const invoice = subscription.latest_invoice ? await unit.find("invoice", subscription.latest_invoice) : null;
  if (invoice?.status === "open") await voidInvoice(unit, invoice);
  unit.announceChange("customer.subscription.updated", subscription);
}

/** The last attempt has failed: what becomes of the subscription and of its invoice is a setting of the account. */
export async function giveUp(unit: Unit, invoice: Invoice): Promise<void> {
  const id = invoice.parent?.subscription_details?.subscription;
  if (invoice.status !== "open" || !id) return;
  const subscription = await unit.get("subscription", id);
  const outcome = await afterRetries(unit);
  if (outcome.subscription === "cancel" && subscription.status !== "canceled") {
    await endSubscription(unit, subscription, "payment_failed");
  }
  if (outcome.subscription === "unpaid" && subscription.status === "past_due") {
    subscription.status = "unpaid";
    unit.announceChange("customer.subscription.updated", subscription);
  }
  if (outcome.invoice === "uncollectible") markUncollectible(unit, invoice);
}
