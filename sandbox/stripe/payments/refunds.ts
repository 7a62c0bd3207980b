import { invalid } from "../http/failure";
import type { Objects } from "../store/kinds";
import { listAll } from "../store/list";
import type { Unit } from "../store/unit";
import { wholeSteps } from "./amounts";
import { type Charge, moveBalance } from "./charges";
import { testCardOf } from "./methods";

export type Refund = Objects["refund"];

type Wish = { amount?: number; reason?: Refund["reason"]; metadata: Record<string, string> };

/** Gives back all that is left of a charge, or a part. */
export async function refundCharge(
  unit: Unit,
  charge: Charge,
  { amount, reason = null, metadata }: Wish,
): Promise<Refund> {
  // What was authorised and not captured counts as given back.
  const left = charge.amount - charge.amount_refunded;
  if (amount !== undefined && amount < 1) {
    throw invalid("Invalid positive integer", "amount", "parameter_invalid_integer");
  }
  if (amount !== undefined) wholeSteps(amount, charge.currency);
  if (charge.status !== "succeeded")
    throw invalid(`Charge ${charge.id} was not successful, so there is nothing to refund.`, "charge");
  if (!charge.captured)
    throw invalid(`Charge ${charge.id} has not been captured. Cancel its payment intent to release it.`, "charge");
  if (left === 0) throw invalid(`Charge ${charge.id} has already been refunded.`, "charge", "charge_already_refunded");
  if (charge.disputed)
    throw invalid(`Charge ${charge.id} has been charged back and cannot be refunded.`, "charge", "charge_disputed");
  const wanted = amount ?? left;
  if (wanted > left) {
    throw invalid(
      `Refund amount (${wanted}) is greater than unrefunded amount on charge (${left}).`,
      "amount",
      "amount_too_large",
    );
  }
  const method = charge.payment_method ? await unit.find("payment_method", charge.payment_method) : null;
  const card = method && testCardOf(unit, method);
  const refund = unit.create("refund", {
    amount: wanted,
    charge: charge.id,
    currency: charge.currency,
    customer: charge.customer,
    destination_details: method?.card
      ? {
          type: "card",
          card: { type: "refund", reference_status: "pending", reference_type: "acquirer_reference_number" },
        }
      : { type: "customer_cash_balance", customer_cash_balance: {} },
    metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason,
    status: card?.refunds === "pending" ? "pending" : "succeeded",
  });
  const moved = moveBalance(unit, {
    amount: -wanted,
    fee: 0,
    type: "refund",
    category: "refund",
    source: refund,
    description: `REFUND FOR CHARGE ${charge.id}`,
    currency: charge.currency,
  });
  refund.balance_transaction = moved.id;
  charge.amount_refunded += wanted;
  charge.refunded = charge.amount_refunded === charge.amount;
  unit.announce("refund.created", refund);
  unit.announceChange("charge.refunded", charge);
  if (card?.refunds) unit.schedule(card.refunds === "failing" ? "refund.fail" : "refund.succeed", refund, unit.now);
  return refund;
}

/** A refund the bank has passed on after all. */
export function completeRefund(unit: Unit, refund: Refund): void {
  refund.status = "succeeded";
  tell(unit, refund);
}

/** A refund that came back: the charge is as if it had not been. */
export async function failRefund(unit: Unit, refund: Refund): Promise<void> {
  if (!refund.charge) return;
  const charge = await unit.get("charge", refund.charge);
  const back = moveBalance(unit, {
    amount: refund.amount,
    fee: 0,
    type: "refund_failure",
    category: "refund_failure",
    source: refund,
    description: `REFUND FAILURE FOR CHARGE ${charge.id}`,
    currency: refund.currency,
  });
  refund.status = "failed";
  refund.failure_reason = "expired_or_canceled_card";
  refund.failure_balance_transaction = back.id;
  charge.amount_refunded -= refund.amount;
  charge.refunded = false;
  unit.announce("refund.failed", refund);
  tell(unit, refund);
  unit.announceChange("charge.updated", charge);
}

export function tell(unit: Unit, refund: Refund): void {
  unit.announce("charge.refund.updated", refund);
  unit.announceChange("refund.updated", refund);
}

/** The charge of an intent that has the money. */
export async function paidCharge(unit: Unit, intent: string): Promise<Charge> {
  await unit.get("payment_intent", intent, "payment_intent");
  const charges = await listAll(unit, "charge", { payment_intent: intent, status: "succeeded" });
  const charge = charges.at(-1);
  if (!charge) throw invalid("This PaymentIntent does not have a successful charge to refund.", "payment_intent");
  return charge;
}
