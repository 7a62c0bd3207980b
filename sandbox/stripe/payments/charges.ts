import { fees } from "../parity";
import type { Objects } from "../store/kinds";
import type { Unit } from "../store/unit";
import type { Decline } from "./cards";
import { bankAccountOf, type Method, testCardOf } from "./methods";

export type Intent = Objects["payment_intent"];
export type Charge = Objects["charge"];

type Outcome = {
  amount: number;
  captured: boolean;
  authenticated: boolean;
  status: Charge["status"];
  decline?: Decline;
};

/** One attempt to take the money of an intent, as the charge that tells of it. */
export function createCharge(unit: Unit, intent: Intent, method: Method, outcome: Outcome): Charge {
  const { amount, captured, status, decline } = outcome;
  const taken = status === "succeeded" && captured;
  const charge = unit.create("charge", {
    amount,
    amount_captured: taken ? amount : 0,
    billing_details: method.billing_details,
    calculated_statement_descriptor: intent.statement_descriptor ?? "SANDBOX",
    captured: taken,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: {},
    metadata: intent.metadata,
    outcome: outcomeOf(status, decline),
    paid: status !== "failed",
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: detailsOf(unit, method, outcome),
    receipt_email: intent.receipt_email,
    shipping: intent.shipping,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status,
  });
  if (status !== "failed") charge.receipt_url = `${unit.surroundings.publicUrl}/receipts/${charge.id}`;
  return charge;
}

function outcomeOf(status: Charge["status"], decline: Decline | undefined): Charge["outcome"] {
  const risk = { risk_level: "normal", risk_score: 12 };
  if (!decline) {
    const seller_message = status === "pending" ? null : "Payment complete.";
    return {
      ...noAdvice,
      ...risk,
      network_status: "approved_by_network",
      reason: null,
      seller_message,
      type: "authorized",
    };
  }
  return {
    ...noAdvice,
    ...risk,
    network_status: "declined_by_network",
    reason: decline.declineCode ?? decline.code,
    seller_message: "The bank did not return any further details with this decline.",
    type: "issuer_declined",
  };
}

const noAdvice = { advice_code: null, network_advice_code: null, network_decline_code: null };

function detailsOf(unit: Unit, method: Method, { amount, authenticated }: Outcome): Charge["payment_method_details"] {
  const account = bankAccountOf(unit, method);
  if (account) {
    const { country, bankCode, last4 } = account;
    const fingerprint = method.sepa_debit?.fingerprint ?? null;
    return {
      type: "sepa_debit",
      sepa_debit: { bank_code: bankCode, branch_code: "", country, fingerprint, last4, mandate: null },
    };
  }
  if (!method.card) return { type: "customer_balance", customer_balance: {} };
  const { brand, checks, country, exp_month, exp_year, fingerprint, funding, last4 } = method.card;
  return {
    type: "card",
    card: {
      amount_authorized: amount,
      authorization_code: null,
      brand,
      checks,
      country,
      electronic_commerce_indicator: authenticated ? "05" : null,
      exp_month,
      exp_year,
      ...(fingerprint && { fingerprint }),
      funding,
      installments: null,
      last4,
      mandate: null,
      network: brand,
      network_transaction_id: null,
      regulated_status: "unregulated",
      three_d_secure: authenticated ? passedAuthentication : null,
      transaction_link_id: null,
      wallet: null,
    },
  };
}

const passedAuthentication = {
  authentication_flow: "challenge",
  electronic_commerce_indicator: "05",
  exemption_indicator: null,
  result: "authenticated",
  result_reason: null,
  transaction_id: null,
  version: "2.2.0",
} as const;

type Movement = {
  amount: number;
  fee: number;
  type: "charge" | "refund" | "adjustment" | "payment" | "payment_refund" | "payment_failure_refund" | "refund_failure";
  category: string;
  source: { id: string };
  description: string | null;
  currency: string;
  atOnce?: boolean;
};

/** What a movement does to the account's balance: a charge adds, less its fee; a refund or a dispute takes away. */
export function moveBalance(unit: Unit, move: Movement): Objects["balance_transaction"] {
  const { amount, fee, type, category, source, description, currency, atOnce = false } = move;
  return unit.create("balance_transaction", {
    amount,
    available_on: atOnce ? unit.now : unit.now + fees.availableAfterDays * 86_400,
    balance_type: "payments",
    currency,
    description,
    fee,
    fee_details: fee
      ? [{ amount: fee, application: null, currency, description: "Stripe processing fees", type: "stripe_fee" }]
      : [],
    net: amount - fee,
    reporting_category: category,
    source: source.id,
    status: atOnce ? "available" : "pending",
    type,
  });
}

/** The balance hears of a charge a moment after the charge itself, as with Stripe: whoever reads fees early finds none. */
export function bookCharge(unit: Unit, charge: Charge, method: Method): void {
  const fee = Math.round((charge.amount_captured * fees.perMille) / 1000) + fees.fixed;
  const transaction = moveBalance(unit, {
    amount: charge.amount_captured,
    fee,
    type: method.card ? "charge" : "payment",
    category: "charge",
    source: charge,
    description: charge.description,
    currency: charge.currency,
    atOnce: testCardOf(unit, method)?.availableAtOnce,
  });
  charge.balance_transaction = transaction.id;
  unit.announceChange("charge.updated", charge);
}
