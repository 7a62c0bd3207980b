import { billing } from "../parity";
import type { Unit } from "../store/unit";
import { endSubscription } from "./ending";
import { periodEnd, type Subscription } from "./items";
import type { Invoice } from "./lines";
import { draftInvoice } from "./period-invoice";

/** Sets what happens by itself: the next renewal with its notice, and the end of a trial. */
export function scheduleNext(unit: Unit, subscription: Subscription): void {
  for (const kind of ["subscription.renew", "invoice.upcoming", "subscription.trial-notice"])
    unit.callOff(kind, subscription);
  const end = Math.min(...subscription.items.data.map(({ current_period_end }) => current_period_end));
  unit.schedule("subscription.renew", subscription, end);
  const notice = end - billing.upcomingDays * 86_400;
  if (notice > unit.now) unit.schedule("invoice.upcoming", subscription, notice);
  if (subscription.status !== "trialing" || subscription.trial_end === null) return;
  unit.schedule(
    "subscription.trial-notice",
    subscription,
    Math.max(unit.now, subscription.trial_end - billing.trialNoticeDays * 86_400),
  );
}

/** A period has ended: it ends with it, or the next one begins with its invoice. */
export async function renew(unit: Unit, subscription: Subscription): Promise<void> {
  if (!["active", "past_due", "trialing", "unpaid"].includes(subscription.status)) return;
  const cancels =
    subscription.cancel_at_period_end || (subscription.cancel_at !== null && subscription.cancel_at <= unit.now);
  if (cancels) return endSubscription(unit, subscription, "cancellation_requested");
  const wasTrial = subscription.status === "trialing";
  if (wasTrial && (await stopsWithoutMethod(unit, subscription))) return;
  if (wasTrial) subscription.status = "active";
  const invoice = await enterPeriod(unit, subscription);
  const unpaid = subscription.status === "unpaid" || subscription.pause_collection !== null;
  if (unpaid) invoice.auto_advance = false;
  else unit.schedule("invoice.finalize", invoice, unit.now + billing.draftSeconds);
  scheduleNext(unit, subscription);
  unit.announceChange("customer.subscription.updated", subscription);
}

/** The items whose period ends now go on to the next, which is what the invoice is for. */
export async function enterPeriod(unit: Unit, subscription: Subscription): Promise<Invoice> {
  const items = subscription.items.data.filter(({ current_period_end }) => current_period_end <= unit.now);
  const previousStart = items[0]?.current_period_start;
  for (const item of items) {
    item.current_period_start = item.current_period_end;
    item.current_period_end = periodEnd(unit, subscription, item.price);
  }
  const invoice = await draftInvoice(unit, subscription, "subscription_cycle", items, previousStart);
  unit.hiddenOf(subscription).freeUntilAnchor = false;
  return invoice;
}

/** The end of a trial that nobody can pay for: it pauses or is cancelled, if that was asked for. */
export async function stopsWithoutMethod(unit: Unit, subscription: Subscription): Promise<boolean> {
  const behavior = subscription.trial_settings?.end_behavior.missing_payment_method ?? "create_invoice";
  const customer = await unit.get("customer", subscription.customer);
  const method = subscription.default_payment_method ?? customer.invoice_settings.default_payment_method;
  if (method || behavior === "create_invoice") return false;
  if (behavior === "cancel") {
    await endSubscription(unit, subscription, "cancellation_requested");
    return true;
  }
  subscription.status = "paused";
  unit.announceChange("customer.subscription.updated", subscription);
  unit.announce("customer.subscription.paused", subscription);
  return true;
}
