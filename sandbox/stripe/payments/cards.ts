/** Why a bank refuses, in Stripe's codes and in words for the payer. */
export type Decline = { code: string; declineCode?: string; message: string };

type Authentication =
  | "never"
  /** Each time, whatever was agreed before. */
  | "always"
  /** Unless the card was set up for payments without its owner. */
  | "unless-set-up";

export type TestCard = {
  key: string;
  number: string;
  brand: string;
  country: string;
  funding: "credit" | "debit" | "prepaid";
  authentication: Authentication;
  /** Refused as soon as it is to be kept. */
  refusesToBeKept?: boolean;
  decline?: Decline;
  dispute?: { reason: "fraudulent" | "product_not_received"; inquiry?: boolean };
  fraudWarning?: boolean;
  refunds?: "pending" | "failing";
  /** Its money can be used at once. */
  availableAtOnce?: boolean;
  /** Comes as if it had been set up before. */
  alreadySetUp?: boolean;
};

const declined: Decline = { code: "card_declined", declineCode: "generic_decline", message: "Your card was declined." };
const refused = (declineCode: string, message = declined.message): Decline => ({
  code: "card_declined",
  declineCode,
  message,
});

const insufficient = refused("insufficient_funds", "Your card has insufficient funds.");
const expired: Decline = { code: "expired_card", declineCode: "expired_card", message: "Your card has expired." };
const wrongCvc: Decline = {
  code: "incorrect_cvc",
  declineCode: "incorrect_cvc",
  message: "Your card's security code is incorrect.",
};
const failing: Decline = {
  code: "processing_error",
  declineCode: "processing_error",
  message: "An error occurred while processing your card. Try again in a little bit.",
};

const card = (key: string, number: string, more: Partial<TestCard> = {}): TestCard => ({
  key,
  number,
  brand: brandOf(number),
  country: "US",
  funding: "credit",
  authentication: "never",
  ...more,
});

/** Stripe's documented test cards: the only ones there are here. */
export const testCards: readonly TestCard[] = [
  card("visa", "4242424242424242"),
  card("visa_debit", "4000056655665556", { funding: "debit" }),
  card("mastercard", "5555555555554444"),
  card("amex", "378282246310005"),
  card("chargeDeclined", "4000000000000002", { decline: declined, refusesToBeKept: true }),
  card("chargeDeclinedInsufficientFunds", "4000000000009995", { decline: insufficient, refusesToBeKept: true }),
  card("chargeDeclinedLostCard", "4000000000009987", { decline: refused("lost_card"), refusesToBeKept: true }),
  card("chargeDeclinedStolenCard", "4000000000009979", { decline: refused("stolen_card"), refusesToBeKept: true }),
  card("chargeDeclinedExpiredCard", "4000000000000069", { decline: expired, refusesToBeKept: true }),
  card("chargeDeclinedIncorrectCvc", "4000000000000127", { decline: wrongCvc, refusesToBeKept: true }),
  card("chargeDeclinedProcessingError", "4000000000000119", { decline: failing, refusesToBeKept: true }),
  card("chargeCustomerFail", "4000000000000341", { decline: declined }),
  card("authenticationRequiredOnSetup", "4000002500003155", { authentication: "unless-set-up" }),
  card("authenticationRequired", "4000002760003184", { authentication: "always" }),
  card("authenticationRequiredSetupForOffSession", "4000003800000446", {
    authentication: "unless-set-up",
    alreadySetUp: true,
  }),
  card("authenticationRequiredChargeDeclinedInsufficientFunds", "4000008260003178", {
    authentication: "always",
    decline: insufficient,
  }),
  card("threeDSecure2Required", "4000000000003220", { authentication: "always" }),
  card("threeDSecureRequired", "4000000000003063", { authentication: "always" }),
  card("createDispute", "4000000000000259", { dispute: { reason: "fraudulent" } }),
  card("createDisputeProductNotReceived", "4000000000002685", { dispute: { reason: "product_not_received" } }),
  card("createDisputeInquiry", "4000000000001976", { dispute: { reason: "fraudulent", inquiry: true } }),
  card("createIssuerFraudRecord", "4000000000005423", { fraudWarning: true }),
  card("pendingRefund", "4000000000007726", { refunds: "pending" }),
  card("refundFail", "4000000000005126", { refunds: "failing" }),
  card("bypassPending", "4000000000000077", { availableAtOnce: true }),
];

/** Other names Stripe's own fixtures use for the same cards. */
const otherNames = new Map([
  ["visa_chargeDeclined", "chargeDeclined"],
  ["visa_chargeDeclinedInsufficientFunds", "chargeDeclinedInsufficientFunds"],
  ["visa_chargeDeclinedLostCard", "chargeDeclinedLostCard"],
  ["visa_chargeDeclinedStolenCard", "chargeDeclinedStolenCard"],
]);

const byKey = new Map(testCards.map((testCard) => [testCard.key, testCard]));
const byNumber = new Map(testCards.map((testCard) => [testCard.number, testCard]));

export function cardOfKey(key: string): TestCard | undefined {
  return byKey.get(otherNames.get(key) ?? key);
}

export function cardOfNumber(number: string): TestCard | undefined {
  return byNumber.get(number.replace(/[\s-]/g, ""));
}

/** Whether a number could be somebody's card: such a one is refused before it is kept anywhere. */
export function passesLuhn(number: string): boolean {
  const digits = [...number.replace(/[\s-]/g, "")].reverse().map(Number);
  if (digits.length < 12 || digits.length > 19 || digits.some(Number.isNaN)) return false;
  const sum = digits.reduce((total, digit, place) => {
    const counted = place % 2 ? digit * 2 : digit;
    return total + (counted > 9 ? counted - 9 : counted);
  }, 0);
  return sum % 10 === 0;
}

function brandOf(number: string): string {
  if (number.startsWith("5")) return "mastercard";
  return /^3[47]/.test(number) ? "amex" : "visa";
}
