import { collect, intentOf } from "../billing/invoices";
import { followSubscription } from "../billing/subscriptions";
import { invalid } from "../http/failure";
import type { Intent } from "../payments/charges";
import type { Method } from "../payments/methods";
import type { Objects } from "../store/kinds";
import type { Unit } from "../store/unit";
import type { Session } from "./sessions";

/** What a session waits on: the payment behind it, its setup, or nothing yet. */
export async function intentBehind(unit: Unit, session: Session): Promise<Intent | Objects["setup_intent"] | null> {
  if (session.setup_intent) return unit.get("setup_intent", session.setup_intent);
  if (session.payment_intent) return unit.get("payment_intent", session.payment_intent);
  if (!session.invoice) return null;
  return intentOf(unit, await unit.get("invoice", session.invoice));
}

/** The subscription is there, and its first payment was refused at the bank's page: it is tried again, not begun again. */
export async function payAgain(unit: Unit, session: Session, method: Method | null): Promise<void> {
  if (!method || !session.invoice || !session.subscription) throw invalid("Choose how to pay.", "payment_method");
  const invoice = await unit.get("invoice", session.invoice);
  const subscription = await unit.get("subscription", session.subscription);
  if (!method.customer) method.customer = session.customer;
  subscription.default_payment_method = method.id;
  const { failure } = await collect(unit, invoice, method.id);
  await followSubscription(unit, invoice);
  if (failure) throw failure;
}
