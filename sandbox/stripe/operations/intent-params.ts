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

/** What a payer could choose from: cards anywhere, debits and transfers where the currency has them. */
export function defaultTypes(currency: string, hasCustomer: boolean): string[] {
  const transfers = hasCustomer && ["eur", "gbp", "jpy", "mxn", "usd"].includes(currency);
  return ["card", ...(currency === "eur" ? ["sepa_debit"] : []), ...(transfers ? ["customer_balance"] : [])];
}
