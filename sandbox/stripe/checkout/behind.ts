import type { Intent } from "../payments/charges";
import type { Objects } from "../store/kinds";
import type { Unit } from "../store/unit";
import type { Session } from "./sessions";

/** What a session waits on: the payment behind it, its setup, or nothing yet. */
export async function intentBehind(unit: Unit, session: Session): Promise<Intent | Objects["setup_intent"] | null> {
  if (session.setup_intent) return unit.get("setup_intent", session.setup_intent);
  return paymentBehind(unit, session);
}

/** The payment of a session for a plan is shown by its invoice, once there is one. */
export async function paymentBehind(unit: Unit, session: Session): Promise<Intent | null> {
  const id = session.payment_intent ?? unit.hiddenOf(session).intent;
  return typeof id === "string" ? unit.get("payment_intent", id) : null;
}
