import { invalid } from "../http/failure";
import { living } from "../operations/deleted";
import type { Objects } from "../store/kinds";
import type { Unit } from "../store/unit";
import { wholeSteps } from "./amounts";
import { startBankTransfer, unapplyFunds } from "./bank-transfers";
import type { Decline, TestCard } from "./cards";
import { bookCharge, type Charge, createCharge, type Intent } from "./charges";
import { openDispute, warnOfFraud } from "./disputes";
import { attach, bankAccountOf, cardFailure, type Method, namedMethod, refuseUsed, testCardOf } from "./methods";

export type Confirmation = { offSession: boolean; returnUrl: string | null; errorOnAction?: boolean };

const needsApproval: Decline = {
  code: "authentication_required",
  declineCode: "authentication_required",
  message: "Your card was declined. This transaction requires authentication.",
};
const approvalFailed: Decline = {
  code: "payment_intent_authentication_failure",
  message: "We are unable to authenticate your payment method. Choose a different payment method and try again.",
};

/**
 * Tries to take the money of an intent. What comes of it is written into the intent: it succeeded, waits for its owner or
 * a bank, or was declined, which is thrown as the 402 that the caller is answered with, after everything has been told.
 */
export async function confirmIntent(unit: Unit, intent: Intent, how: Confirmation): Promise<void> {
  if (!["requires_payment_method", "requires_confirmation"].includes(intent.status)) {
    throw unexpectedState(intent, "confirm");
  }
  if (!intent.payment_method) {
    throw invalid(
      "You cannot confirm this PaymentIntent because it's missing a payment method.",
      undefined,
      "payment_intent_unexpected_state",
    );
  }
  if (intent.customer) await living(unit, "customer", intent.customer, "customer");
  const method = await unit.get("payment_method", intent.payment_method, "payment_method");
  refuseForeign(unit, intent, method);
  await unapplyFunds(unit, intent);
  intent.last_payment_error = null;
  if (method.type === "customer_balance") return startBankTransfer(unit, intent, method);
  if (method.type === "sepa_debit") return startDebit(unit, intent, method);
  const testCard = testCardOf(unit, method);
  if (testCard && asksItsOwner(unit, method, testCard)) {
    if (how.offSession || how.errorOnAction) throw declineIntent(unit, intent, method, needsApproval);
    return askOwner(unit, intent, how.returnUrl);
  }
  if (testCard?.decline) throw declineIntent(unit, intent, method, testCard.decline);
  takeMoney(unit, intent, method, false);
}

function asksItsOwner(unit: Unit, method: Method, { authentication }: TestCard): boolean {
  if (authentication === "unless-set-up") return unit.hiddenOf(method).setUp !== true;
  return authentication === "always";
}

function askOwner(unit: Unit, intent: Intent, returnUrl: string | null): void {
  intent.status = "requires_action";
  intent.next_action = returnUrl
    ? {
        type: "redirect_to_url",
        redirect_to_url: { return_url: returnUrl, url: `${unit.surroundings.publicUrl}/3ds/${intent.id}` },
      }
    : { type: "use_stripe_sdk", use_stripe_sdk: {} };
  unit.announce("payment_intent.requires_action", intent);
}

/** What the owner of the card answered on the bank's page. */
export async function answerApproval(unit: Unit, intent: Intent, approved: boolean): Promise<void> {
  if (intent.status !== "requires_action" || !intent.payment_method) throw unexpectedState(intent, "authenticate");
  const method = await unit.get("payment_method", intent.payment_method);
  intent.next_action = null;
  const decline = approved ? testCardOf(unit, method)?.decline : approvalFailed;
  if (decline) declineIntent(unit, intent, method, decline);
  else takeMoney(unit, intent, method, true);
}

/** Writes a refusal into the intent and its charge, tells of it, and gives back the 402 that says so. */
export function declineIntent(unit: Unit, intent: Intent, method: Method, decline: Decline) {
  const charge = createCharge(unit, intent, method, {
    amount: intent.amount,
    captured: false,
    authenticated: false,
    status: "failed",
    decline,
  });
  const error = {
    charge: charge.id,
    code: decline.code,
    ...(decline.declineCode && { decline_code: decline.declineCode }),
    doc_url: `https://docs.stripe.com/error-codes/${decline.code.replaceAll("_", "-")}`,
    message: decline.message,
    payment_method: structuredClone(method),
    type: "card_error" as const,
  };
  intent.last_payment_error = error as Intent["last_payment_error"];
  intent.latest_charge = charge.id;
  intent.payment_method = null;
  intent.next_action = null;
  intent.status = "requires_payment_method";
  unit.announce("charge.failed", charge);
  unit.announce("payment_intent.payment_failed", intent);
  const told = { charge: charge.id, payment_intent: structuredClone(intent), payment_method: error.payment_method };
  return cardFailure(decline, told, true);
}

/** After this point the money is taken, or kept for the caller who wants to take it later. */
export function takeMoney(unit: Unit, intent: Intent, method: Method, authenticated: boolean): Charge {
  const captured = intent.capture_method !== "manual";
  const charge = createCharge(unit, intent, method, {
    amount: intent.amount,
    captured,
    authenticated,
    status: "succeeded",
  });
  keepForLater(unit, intent, method);
  intent.latest_charge = charge.id;
  intent.next_action = null;
  unit.announce("charge.succeeded", charge);
  if (captured) settle(unit, intent, charge, method);
  else {
    intent.status = "requires_capture";
    intent.amount_capturable = intent.amount;
    unit.announce("payment_intent.amount_capturable_updated", intent);
  }
  return charge;
}

/** An intent whose charge has the money. */
export function settle(unit: Unit, intent: Intent, charge: Charge, method: Method): void {
  intent.status = "succeeded";
  intent.amount_capturable = 0;
  intent.amount_received = charge.amount_captured;
  unit.announce("payment_intent.succeeded", intent);
  bookCharge(unit, charge, method);
  const testCard = testCardOf(unit, method);
  if (testCard?.dispute) openDispute(unit, charge, testCard.dispute);
  if (testCard?.fraudWarning) warnOfFraud(unit, charge);
}

function keepForLater(unit: Unit, intent: Intent, method: Method): void {
  if (!intent.setup_future_usage) {
    if (!method.customer) unit.hiddenOf(method).used = true;
    return;
  }
  unit.hiddenOf(method).setUp = intent.setup_future_usage === "off_session";
  if (intent.customer && !method.customer) attach(unit, method, intent.customer);
}

// A debit is asked for now and answered by the payer's bank days later; the account's number says how.
function startDebit(unit: Unit, intent: Intent, method: Method): void {
  const charge = createCharge(unit, intent, method, {
    amount: intent.amount,
    captured: true,
    authenticated: false,
    status: "pending",
  });
  keepForLater(unit, intent, method);
  intent.latest_charge = charge.id;
  intent.status = "processing";
  unit.announce("charge.pending", charge);
  unit.announce("payment_intent.processing", intent);
  if (bankAccountOf(unit, method)?.outcome !== "stays") unit.schedule("debit.answer", intent, unit.now);
}

export async function answerDebit(unit: Unit, intentId: string): Promise<Intent | null> {
  const intent = await unit.find("payment_intent", intentId);
  if (!intent?.payment_method || !intent.latest_charge || intent.status !== "processing") return null;
  const method = await unit.get("payment_method", intent.payment_method);
  const charge = await unit.get("charge", intent.latest_charge);
  if (bankAccountOf(unit, method)?.outcome === "succeeds") {
    charge.status = "succeeded";
    charge.captured = true;
    charge.amount_captured = charge.amount;
    unit.announce("charge.succeeded", charge);
    settle(unit, intent, charge, method);
    return intent;
  }
  const message = "The debit was refused by the payer's bank.";
  charge.status = "failed";
  charge.paid = false;
  charge.failure_code = "debit_not_authorized";
  charge.failure_message = message;
  const error = {
    charge: charge.id,
    code: "debit_not_authorized",
    message,
    payment_method: structuredClone(method),
    type: "card_error",
  };
  intent.last_payment_error = error as Intent["last_payment_error"];
  intent.status = "requires_payment_method";
  intent.payment_method = null;
  unit.announce("charge.failed", charge);
  unit.announce("payment_intent.payment_failed", intent);
  return intent;
}

export async function cancelIntent(unit: Unit, intent: Intent, reason: Intent["cancellation_reason"]): Promise<void> {
  const cancelable = ["requires_payment_method", "requires_confirmation", "requires_action", "requires_capture"];
  if (!cancelable.includes(intent.status)) throw unexpectedState(intent, "cancel");
  const charge =
    intent.status === "requires_capture" && intent.latest_charge
      ? await unit.get("charge", intent.latest_charge)
      : null;
  if (charge) {
    charge.refunded = true;
    charge.amount_refunded = charge.amount;
    unit.announce("charge.refunded", charge);
  }
  await unapplyFunds(unit, intent);
  intent.status = "canceled";
  intent.canceled_at = unit.now;
  intent.cancellation_reason = reason;
  intent.amount_capturable = 0;
  intent.next_action = null;
  unit.announce("payment_intent.canceled", intent);
}

export async function captureIntent(unit: Unit, intent: Intent, amount = intent.amount_capturable): Promise<void> {
  if (intent.status !== "requires_capture" || !intent.latest_charge || !intent.payment_method) {
    throw unexpectedState(intent, "capture");
  }
  if (amount < 1 || amount > intent.amount_capturable) {
    throw invalid(
      `The amount must be between 1 and ${intent.amount_capturable}.`,
      "amount_to_capture",
      "amount_too_large",
    );
  }
  wholeSteps(amount, intent.currency, "amount_to_capture");
  const charge = await unit.get("charge", intent.latest_charge);
  const method = await unit.get("payment_method", intent.payment_method);
  charge.captured = true;
  charge.amount_captured = amount;
  charge.amount_refunded = charge.amount - amount;
  unit.announce("charge.captured", charge);
  settle(unit, intent, charge, method);
}

export function unexpectedState(intent: Intent | Objects["setup_intent"], verb: string) {
  const [name, code] =
    intent.object === "setup_intent"
      ? ["SetupIntent", "setup_intent_unexpected_state"]
      : ["PaymentIntent", "payment_intent_unexpected_state"];
  return invalid(`You cannot ${verb} this ${name} because it has a status of ${intent.status}.`, undefined, code);
}

/** The payment method a caller names, kept with the intent. */
export async function choose(unit: Unit, intent: Intent | Objects["setup_intent"], id: string): Promise<void> {
  const method = await namedMethod(unit, id, "payment_method");
  refuseForeign(unit, intent, method);
  intent.payment_method = method.id;
  if (intent.status === "requires_payment_method") intent.status = "requires_confirmation";
}

function refuseForeign(unit: Unit, intent: Intent | Objects["setup_intent"], method: Method): void {
  if (method.customer && method.customer !== intent.customer) {
    throw invalid(
      "The provided PaymentMethod belongs to a Customer. Send that customer too, or use another method.",
      "payment_method",
    );
  }
  if (!method.customer) refuseUsed(unit, method);
}

/** What was asked of the payer is asked no longer: the intent has changed and has to be confirmed again. */
export async function beginAgain(unit: Unit, intent: Intent): Promise<void> {
  if (intent.status !== "requires_action") return;
  await unapplyFunds(unit, intent);
  intent.status = intent.payment_method ? "requires_confirmation" : "requires_payment_method";
  intent.next_action = null;
}
