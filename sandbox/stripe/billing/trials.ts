import { invalid } from "../http/failure";
import type { Unit } from "../store/unit";
import type { Subscription } from "./items";
import { billAtOnce, billPending } from "./period-invoice";
import { creditUnused } from "./proration";
import { enterPeriod, stopsWithoutMethod } from "./renewals";
import { goOn } from "./subscriptions";

/**
 * A trial ends later, or now: then the first period begins, and is billed, at once. One that is set on a subscription that
 * runs gives back what is left of its period.
 */
export async function moveTrialEnd(
  unit: Unit,
  subscription: Subscription,
  given: "now" | number,
  behavior: string,
): Promise<void> {
  const trial = subscription.status === "trialing";
  const end = given === "now" ? unit.now : given;
  const endsNow = trial && given === "now";
  if (!endsNow && end <= unit.now) throw invalid("The trial has to end in the future.", "trial_end");
  const begins = !trial && subscription.status !== "incomplete";
  if (begins && behavior !== "none") for (const item of subscription.items.data) creditUnused(unit, subscription, item);
  subscription.trial_end = end;
  subscription.billing_cycle_anchor = end;
  for (const item of subscription.items.data) {
    if (begins) item.current_period_start = unit.now;
    item.current_period_end = end;
  }
  if (endsNow) {
    if (await stopsWithoutMethod(unit, subscription)) return;
    subscription.status = "active";
    await billAtOnce(unit, await enterPeriod(unit, subscription));
    return;
  }
  if (begins) subscription.trial_start = unit.now;
  subscription.status = "trialing";
  if (begins && behavior === "always_invoice") await billPending(unit, subscription);
}

/** What was paused goes on when its first invoice is paid, or there is nothing to pay. */
export async function resumeSubscription(unit: Unit, subscription: Subscription): Promise<void> {
  const invoice = await enterPeriod(unit, subscription);
  await billAtOnce(unit, invoice);
  if (invoice.status === "paid") goOn(unit, subscription);
}
