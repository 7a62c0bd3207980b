import { detach } from "../payments/methods";
import type { Objects } from "../store/kinds";
import { listAll } from "../store/list";
import type { Unit } from "../store/unit";
import { endSubscription } from "./ending";

/** What a customer who is deleted leaves: their subscriptions end, nothing is asked of them any more, and their cards are theirs again. */
export async function sayFarewell(unit: Unit, { id }: Objects["customer"]): Promise<void> {
  for (const subscription of await listAll(unit, "subscription", { customer: id })) {
    if (["canceled", "incomplete_expired"].includes(subscription.status)) continue;
    await endSubscription(unit, subscription, "cancellation_requested");
  }
  for (const invoice of await listAll(unit, "invoice", { customer: id })) {
    for (const kind of ["invoice.finalize", "invoice.retry", "subscription.give-up"]) unit.callOff(kind, invoice);
    if (invoice.status !== "draft" && invoice.status !== "open") continue;
    invoice.auto_advance = false;
    invoice.next_payment_attempt = null;
    unit.announceChange("invoice.updated", invoice);
  }
  for (const method of await listAll(unit, "payment_method", { customer: id })) await detach(unit, method);
}
