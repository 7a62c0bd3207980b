import { createHash } from "node:crypto";
import type Stripe from "stripe";
import { Failure, invalid, unsupported } from "../http/failure";
import { mergedMetadata, wholeAddress } from "../operations/members";
import type { Objects } from "../store/kinds";
import type { Unit } from "../store/unit";
import { cardOfKey, cardOfNumber, type Decline, passesLuhn, type TestCard } from "./cards";
import { type Account, accountOfIban } from "./ibans";

export type Method = Objects["payment_method"];

export type MethodGiven = {
  type?: string;
  card?: { number?: string; token?: string; exp_month?: number; exp_year?: number; cvc?: string };
  sepa_debit?: { iban: string };
  billing_details?: Stripe.PaymentMethodCreateParams.BillingDetails;
  metadata?: Stripe.MetadataParam;
  allow_redisplay?: Method["allow_redisplay"];
};

const lasting = { month: 12, years: 4 };

export function createMethod(unit: Unit, given: MethodGiven): Method {
  const common = {
    allow_redisplay: given.allow_redisplay ?? ("unspecified" as const),
    billing_details: billingDetails(given.billing_details),
    metadata: mergedMetadata({}, given.metadata),
  };
  if (given.type === "card") {
    const testCard = chosenCard(given.card);
    checkCard(unit, given.card);
    return createCardMethod(unit, testCard, common, given.card);
  }
  if (given.type === "sepa_debit") {
    const account = accountOfIban(given.sepa_debit?.iban ?? "");
    const { country, last4, bankCode } = account;
    const sepa = { bank_code: bankCode, branch_code: "", country, fingerprint: fingerprint(account.iban), last4 };
    return unit.create(
      "payment_method",
      { ...common, type: "sepa_debit", sepa_debit: { ...sepa, generated_from: null } },
      { iban: account.iban },
    );
  }
  if (given.type === "customer_balance") {
    return unit.create("payment_method", { ...common, type: "customer_balance", customer_balance: {} });
  }
  throw given.type
    ? unsupported(`payment methods of the type ${given.type}`, "type")
    : invalid("Missing required param: type.", "type", "parameter_missing");
}

function createCardMethod(
  unit: Unit,
  testCard: TestCard,
  common: Partial<Method>,
  given: MethodGiven["card"] = {},
): Method {
  const { brand, country, funding, number } = testCard;
  const year = new Date(unit.now * 1000).getUTCFullYear() + lasting.years;
  return unit.create(
    "payment_method",
    {
      ...common,
      type: "card",
      card: {
        brand,
        checks: {
          address_line1_check: null,
          address_postal_code_check: null,
          cvc_check: given.cvc ? "pass" : "unchecked",
        },
        country,
        display_brand: brand === "amex" ? "american_express" : brand,
        exp_month: given.exp_month ?? lasting.month,
        exp_year: given.exp_year ?? year,
        fingerprint: fingerprint(number),
        funding,
        generated_from: null,
        last4: number.slice(-4),
        networks: { available: [brand], preferred: null },
        regulated_status: "unregulated",
        three_d_secure_usage: { supported: true },
        wallet: null,
      },
    },
    // The number itself is kept nowhere.
    { card: testCard.key, setUp: testCard.alreadySetUp ?? false },
  );
}

function chosenCard(given: MethodGiven["card"] = {}): TestCard {
  if (given.token) {
    const found = cardOfKey(given.token.replace(/^tok_/, ""));
    if (!found) throw invalid(`No such token: '${given.token}'`, "card[token]", "resource_missing");
    return found;
  }
  const number = given.number ?? "";
  const found = cardOfNumber(number);
  if (found) return found;
  if (passesLuhn(number)) {
    throw new Failure(402, "card_error", "Your card was declined. This is a sandbox, and the card is no test card.", {
      code: "card_declined",
      declineCode: "test_mode_live_card",
      param: "card[number]",
    });
  }
  throw new Failure(402, "card_error", "Your card number is incorrect.", { code: "incorrect_number", param: "number" });
}

/** What is printed on a card, when it was typed: a month, a year that is not over, three digits or four. */
function checkCard(unit: Unit, { exp_month: month, exp_year: year, cvc }: NonNullable<MethodGiven["card"]> = {}): void {
  const wrong = (what: string, code: string, param: string) =>
    new Failure(402, "card_error", `Your card's ${what} is invalid.`, { code, param });
  const today = new Date(unit.now * 1000);
  if (month !== undefined && (month < 1 || month > 12))
    throw wrong("expiration month", "invalid_expiry_month", "exp_month");
  if (year !== undefined && (year < today.getUTCFullYear() || year > today.getUTCFullYear() + 50))
    throw wrong("expiration year", "invalid_expiry_year", "exp_year");
  if (year === today.getUTCFullYear() && month !== undefined && month <= today.getUTCMonth())
    throw wrong("expiration month", "invalid_expiry_month", "exp_month");
  if (cvc && !/^\d{3,4}$/.test(cvc)) throw wrong("security code", "invalid_cvc", "cvc");
}

/** A payment method by its id; `pm_card_visa` and its like are made when they are named. */
export async function namedMethod(unit: Unit, id: string, param: string): Promise<Method> {
  const magic = /^pm_card_(\w+)$/.exec(id)?.[1];
  const testCard = magic === undefined ? undefined : cardOfKey(magic);
  if (!testCard) return unit.get("payment_method", id, param);
  return createCardMethod(unit, testCard, { billing_details: billingDetails(undefined), metadata: {} });
}

export function testCardOf(unit: Unit, method: Method): TestCard | undefined {
  const key = unit.hiddenOf(method).card;
  return typeof key === "string" ? cardOfKey(key) : undefined;
}

export function bankAccountOf(unit: Unit, method: Method): Account | undefined {
  const { iban } = unit.hiddenOf(method);
  return typeof iban === "string" ? accountOfIban(iban) : undefined;
}

/** Keeps a payment method for a customer; some cards refuse that already. */
export function attach(unit: Unit, method: Method, customer: string): void {
  if (method.customer === customer) return;
  if (method.customer) {
    throw invalid("The payment method you provided has already been attached to a customer.", "payment_method");
  }
  refuseUsed(unit, method);
  const testCard = testCardOf(unit, method);
  if (testCard?.refusesToBeKept && testCard.decline) throw cardFailure(testCard.decline, {});
  method.customer = customer;
  unit.announce("payment_method.attached", method);
}

/** Without a customer a payment method is good for one payment, and after its customer for none. */
export function refuseUsed(unit: Unit, method: Method): void {
  if (!unit.hiddenOf(method).used) return;
  throw invalid(
    "This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, and may not be used again.",
    "payment_method",
  );
}

/** Takes a payment method from its customer; it cannot be used again. */
export async function detach(unit: Unit, method: Method): Promise<void> {
  if (!method.customer) throw invalid("The payment method you provided is not attached to a customer.");
  const customer = await unit.find("customer", method.customer);
  if (customer?.invoice_settings?.default_payment_method === method.id) {
    customer.invoice_settings.default_payment_method = null;
    unit.announceChange("customer.updated", customer);
  }
  method.customer = null;
  unit.hiddenOf(method).used = true;
  unit.announceChange("payment_method.detached", method);
}

export function cardFailure(
  { code, declineCode, message }: Decline,
  more: Record<string, unknown>,
  keepsWrites = false,
): Failure {
  return new Failure(402, "card_error", message, { code, declineCode, more }, keepsWrites);
}

export function billingDetails(
  given: Stripe.PaymentMethodCreateParams.BillingDetails | undefined,
): Method["billing_details"] {
  const { address, email, name, phone, tax_id } = given ?? {};
  return {
    address: wholeAddress(address || {}),
    email: email || null,
    name: name || null,
    phone: phone || null,
    tax_id: tax_id || null,
  };
}

/** The same for the same card or account, whoever brings it. */
function fingerprint(number: string): string {
  return createHash("sha256").update(`sandbox ${number}`).digest("base64url").replace(/[-_]/g, "x").slice(0, 16);
}
