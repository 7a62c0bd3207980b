import { type Html, html } from "../../shared/pages/html";
import { type TestCard, testCards } from "../payments/cards";
import { testAccounts } from "../payments/ibans";

const words: Record<string, string> = {
  visa: "Visa",
  visa_debit: "Visa debit",
  mastercard: "Mastercard",
  amex: "American Express",
  chargeDeclined: "Declined",
  chargeDeclinedInsufficientFunds: "Insufficient funds",
  chargeDeclinedLostCard: "Lost card",
  chargeDeclinedStolenCard: "Stolen card",
  chargeDeclinedExpiredCard: "Expired card",
  chargeDeclinedIncorrectCvc: "Wrong CVC",
  chargeDeclinedProcessingError: "Processing error",
  chargeCustomerFail: "Saved, then declined",
  authenticationRequiredOnSetup: "Asks unless set up",
  authenticationRequired: "Always asks",
  authenticationRequiredSetupForOffSession: "Asked before",
  authenticationRequiredChargeDeclinedInsufficientFunds: "Asks, then declines",
  threeDSecure2Required: "3-D Secure 2",
  threeDSecureRequired: "3-D Secure",
  createDispute: "Disputed as fraud",
  createDisputeProductNotReceived: "Not received",
  createDisputeInquiry: "Inquiry",
  createIssuerFraudRecord: "Fraud warning",
  pendingRefund: "Refund is pending",
  refundFail: "Refund fails",
  bypassPending: "Available at once",
};

const groups: readonly (readonly [title: string, fits: (card: TestCard) => boolean])[] = [
  ["The bank asks first", ({ authentication }) => authentication !== "never"],
  ["Is declined", ({ decline }) => decline !== undefined],
  ["Is disputed later", ({ dispute, fraudWarning }) => dispute !== undefined || fraudWarning === true],
  ["Afterwards", ({ refunds, availableAtOnce }) => refunds !== undefined || availableAtOnce === true],
];

function groupOf(card: TestCard): string {
  return groups.find(([, fits]) => fits(card))?.[0] ?? "Pays";
}

const atHand = ["visa", "authenticationRequired", "chargeDeclined"];
const outcomes = { succeeds: "Pays", fails: "Is refused later", stays: "Stays on its way" };

/** Each documented card as a button that sends the form with it: what is tried most at hand, the others a press away. */
export function testCardButtons(intro: string, withAccounts = false): Html {
  const titles = ["Pays", ...groups.map(([title]) => title)];
  const others = testCards.filter(({ key }) => !atHand.includes(key));
  const groupsShown = titles.map(
    (title) => html`<h3 class="small">${title}</h3>${cardChips(others.filter((card) => groupOf(card) === title))}`,
  );
  return section(
    "Test cards",
    intro,
    html`${cardChips(testCards.filter(({ key }) => atHand.includes(key)))}
<details><summary>More to try</summary>${groupsShown}${withAccounts && html`<h3 class="small">Direct debit</h3>${accountChips()}`}</details>`,
  );
}

/** The same where only an account can pay. */
export function testAccountButtons(intro: string): Html {
  return section("Test accounts", intro, accountChips());
}

function section(title: string, intro: string, chips: Html): Html {
  return html`<section class="tests" aria-labelledby="tests"><h2 id="tests">${title}</h2><p class="quiet">${intro}</p>${chips}</section>`;
}

function cardChips(cards: readonly TestCard[]): Html {
  return chips(cards.map(({ key, number }) => chip("test_card", key, words[key] ?? key, number.slice(-4))));
}

function accountChips(): Html {
  return chips(
    [...testAccounts].map(([iban, outcome]) =>
      chip("test_iban", iban, outcomes[outcome], `${iban.slice(0, 2)} ${iban.slice(-4)}`),
    ),
  );
}

function chips(buttons: readonly Html[]): Html {
  return html`<ul class="chips">${buttons.map((button) => html`<li>${button}</li>`)}</ul>`;
}

function chip(name: string, value: string, label: string, digits: string): Html {
  return html`<button class="chip" name="${name}" value="${value}">${label} <span>${digits}</span></button>`;
}
