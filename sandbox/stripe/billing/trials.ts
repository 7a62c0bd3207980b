import { invalid } from "../http/failure";
import type { Unit } from "../store/unit";
import { collect, finalizeInvoice } from "./invoices";
import type { Invoice } from "./lines";
import { enterPeriod, goOn, type Subscription, stopsWithoutMethod } from "./subscriptions";

/** A trial ends later, or now: then the first period begins, and is billed, at once. */
export async function moveTrialEnd(unit: Unit, subscription: Subscription, given: "now" | number): Promise<void> {
  const end = given === "now" ? unit.now : given;
  const endsNow = subscription.status === "trialing" && given === "now";
  if (!endsNow && end <= unit.now) throw invalid("The trial has to end in the future.", "trial_end");
  subscription.trial_end = end;
  subscription.billing_cycle_anchor = end;
  for (const item of subscription.items.data) item.current_period_end = end;
  if (endsNow) {
    if (await stopsWithoutMethod(unit, subscription)) return;
    subscription.status = "active";
    await billAtOnce(unit, await enterPeriod(unit, subscription));
    return;
  }
  subscription.trial_start ??= unit.now;
  subscription.status = "trialing";
}

/** What was paused goes on when its first invoice is paid, or there is nothing to pay. */
export async function resumeSubscription(unit: Unit, subscription: Subscription): Promise<void> {
  const invoice = await enterPeriod(unit, subscription);
  await billAtOnce(unit, invoice);
  if (invoice.status === "paid") goOn(unit, subscription);
}

async function billAtOnce(unit: Unit, invoice: Invoice): Promise<void> {
  await finalizeInvoice(unit, invoice);
  if (invoice.status === "open" && invoice.collection_method === "charge_automatically") await collect(unit, invoice);
}
