import type { JobHandlers } from "../jobs";
import type { Unit } from "../store/unit";
import { endSubscription, expire, giveUp } from "./ending";
import { collect, finalizeInvoice } from "./invoices";
import { previewInvoice } from "./preview";
import { renew } from "./renewals";
import { followSubscription } from "./subscriptions";

/** What time does to subscriptions and their invoices. */
export const billingJobs: JobHandlers = {
  "invoice.finalize": async ({ subject }, unit) => {
    const invoice = await unit.find("invoice", subject);
    if (invoice?.status !== "draft") return;
    await finalizeInvoice(unit, invoice);
    await attempt(unit, subject);
  },
  "invoice.retry": async ({ subject }, unit) => attempt(unit, subject),
  "invoice.upcoming": async ({ subject }, unit) => {
    const subscription = await unit.find("subscription", subject);
    if (subscription?.status !== "active" || subscription.cancel_at_period_end) return;
    const aside = unit.aside();
    const same = await aside.get("subscription", subscription.id);
    unit.announce("invoice.upcoming", await previewInvoice(aside, same, { behavior: "none" }));
  },
  "subscription.renew": async ({ subject }, unit) => renew(unit, await unit.get("subscription", subject)),
  "subscription.expire": async ({ subject }, unit) => expire(unit, await unit.get("subscription", subject)),
  "subscription.cancel": async ({ subject }, unit) => {
    const subscription = await unit.get("subscription", subject);
    if (subscription.status !== "canceled") await endSubscription(unit, subscription, "cancellation_requested");
  },
  "subscription.trial-notice": async ({ subject }, unit) => {
    const subscription = await unit.get("subscription", subject);
    if (subscription.status === "trialing") unit.announce("customer.subscription.trial_will_end", subscription);
  },
  "subscription.give-up": async ({ subject }, unit) => giveUp(unit, await unit.get("invoice", subject)),
};

async function attempt(unit: Unit, id: string): Promise<void> {
  const invoice = await unit.get("invoice", id);
  if (invoice.status === "open" && invoice.collection_method === "charge_automatically") await collect(unit, invoice);
  await followSubscription(unit, invoice);
}
