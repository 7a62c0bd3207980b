import type Stripe from "stripe";
import { unsupported } from "../http/failure";

/** Parameters for products of Stripe that the sandbox has nothing of: saying so beats doing as if. */
const foreign = [
  "application_fee_amount",
  "confirmation_token",
  "customer_account",
  "hooks",
  "mandate",
  "on_behalf_of",
  "payment_method_configuration",
  "transfer_data",
  "transfer_group",
] as const;

export function refuseForeign(params: object): void {
  const found = foreign.find((name) => Reflect.get(params, name) !== undefined);
  if (found) throw unsupported(found, found);
}

type TransferType = Stripe.PaymentIntentCreateParams.PaymentMethodOptions.CustomerBalance.BankTransfer.Type;

type OptionsGiven = {
  card?: { request_three_d_secure?: string } | "" | null;
  customer_balance?:
    | { funding_type?: string; bank_transfer?: { type?: TransferType; eu_bank_transfer?: { country: string } } }
    | ""
    | null;
};

/** What a card or a transfer was asked to do; the test cards say themselves whether they ask for their owner. */
export function methodOptionsOf(given: OptionsGiven | undefined) {
  const card = given?.card || undefined;
  const secure = card?.request_three_d_secure ?? "automatic";
  const param = "payment_method_options[card][request_three_d_secure]";
  if (secure !== "automatic") throw unsupported(`${param} other than automatic`, param);
  const { funding_type = "bank_transfer", bank_transfer: transfer } = given?.customer_balance || {};
  if (funding_type !== "bank_transfer") throw unsupported(`funding_type ${funding_type}`, "payment_method_options");
  if (!transfer?.type) return undefined;
  const { type, eu_bank_transfer: eu } = transfer;
  return { type, ...(eu && { eu_bank_transfer: { country: eu.country } }) };
}

/** What a payer could choose from: cards anywhere, debits and transfers where the currency has them. */
export function defaultTypes(currency: string, hasCustomer: boolean): string[] {
  const transfers = hasCustomer && ["eur", "gbp", "jpy", "mxn", "usd"].includes(currency);
  return ["card", ...(currency === "eur" ? ["sepa_debit"] : []), ...(transfers ? ["customer_balance"] : [])];
}
