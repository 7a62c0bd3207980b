import { disputeDays, fees } from "../parity";
import type { Objects } from "../store/kinds";
import type { Unit } from "../store/unit";
import type { TestCard } from "./cards";
import { type Charge, moveBalance } from "./charges";

export type Dispute = Objects["dispute"];

/** The payer's bank takes the money back, or with an inquiry only asks. */
export function openDispute(
  unit: Unit,
  charge: Charge,
  { reason, inquiry = false }: NonNullable<TestCard["dispute"]>,
): void {
  const dispute = unit.create("dispute", {
    amount: charge.amount_captured,
    charge: charge.id,
    currency: charge.currency,
    evidence_details: {
      due_by: unit.now + disputeDays * 86_400,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "not_submitted",
    },
    is_charge_refundable: inquiry,
    payment_intent: charge.payment_intent,
    payment_method_details: {
      type: "card",
      card: {
        brand: charge.payment_method_details?.card?.brand ?? "visa",
        case_type: inquiry ? "inquiry" : "chargeback",
        network_reason_code: reason === "fraudulent" ? "10.4" : "13.1",
        network: charge.payment_method_details?.card?.brand ?? "visa",
      },
    },
    reason,
    status: inquiry ? "warning_needs_response" : "needs_response",
  });
  if (!inquiry) {
    charge.disputed = true;
    dispute.balance_transactions = [withdrawal(unit, dispute)];
  }
  unit.announce("charge.dispute.created", dispute);
  if (!inquiry) unit.announce("charge.dispute.funds_withdrawn", dispute);
  unit.announceChange("charge.updated", charge);
}

/** What becomes of a dispute is in the words of its evidence, as with Stripe's test mode. */
export function judgeEvidence(unit: Unit, dispute: Dispute): void {
  const text = dispute.evidence.uncategorized_text ?? "";
  if (text.includes("winning_evidence")) unit.schedule("dispute.win", dispute, unit.now);
  else if (text.includes("losing_evidence")) unit.schedule("dispute.lose", dispute, unit.now);
  else if (text.includes("escalate_inquiry_evidence")) unit.schedule("dispute.escalate", dispute, unit.now);
}

export async function closeDispute(unit: Unit, dispute: Dispute, won: boolean): Promise<void> {
  const inquiry = dispute.status.startsWith("warning");
  dispute.status = inquiry ? "warning_closed" : won ? "won" : "lost";
  if (won && !inquiry) {
    dispute.balance_transactions = [...dispute.balance_transactions, reinstatement(unit, dispute)];
    const charge = await unit.get("charge", dispute.charge);
    charge.disputed = true;
    unit.announce("charge.dispute.funds_reinstated", dispute);
  }
  unit.announceChange("charge.dispute.updated", dispute);
  unit.announce("charge.dispute.closed", dispute);
}

export async function escalateInquiry(unit: Unit, dispute: Dispute): Promise<void> {
  const charge = await unit.get("charge", dispute.charge);
  // What was given back meanwhile cannot be taken as well.
  dispute.amount = charge.amount_captured - charge.amount_refunded;
  if (dispute.amount === 0) return closeDispute(unit, dispute, true);
  dispute.status = "needs_response";
  dispute.is_charge_refundable = false;
  charge.disputed = true;
  dispute.balance_transactions = [withdrawal(unit, dispute)];
  unit.announceChange("charge.dispute.updated", dispute);
  unit.announce("charge.dispute.funds_withdrawn", dispute);
}

export function warnOfFraud(unit: Unit, charge: Charge): void {
  const warning = unit.create("radar.early_fraud_warning", {
    actionable: true,
    charge: charge.id,
    fraud_type: "made_with_stolen_card",
    ...(charge.payment_intent && { payment_intent: charge.payment_intent }),
  });
  unit.announce("radar.early_fraud_warning.created", warning);
}

type Movement = Dispute["balance_transactions"][number];

function withdrawal(unit: Unit, dispute: Dispute): Movement {
  return movement(unit, dispute, -dispute.amount, fees.dispute, `Chargeback withdrawal for ${dispute.charge}`);
}

function reinstatement(unit: Unit, dispute: Dispute): Movement {
  return movement(unit, dispute, dispute.amount, 0, `Chargeback reversal for ${dispute.charge}`);
}

// A copy: a dispute carries its movements whole, where everything else carries an id.
function movement(unit: Unit, dispute: Dispute, amount: number, fee: number, description: string): Movement {
  const category = amount < 0 ? "dispute" : "dispute_reversal";
  const { currency } = dispute;
  return structuredClone(
    moveBalance(unit, {
      amount,
      fee,
      type: "adjustment",
      category,
      source: dispute,
      description,
      currency,
      atOnce: true,
    }),
  );
}
