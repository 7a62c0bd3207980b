import { invalid } from "../http/failure";

export type Account = {
  iban: string;
  country: string;
  bankCode: string;
  last4: string;
  /** What comes of a debit, which takes its while. */
  outcome: "succeeds" | "fails" | "stays";
};

/** Stripe's test accounts for direct debits. */
export const testAccounts: ReadonlyMap<string, Account["outcome"]> = new Map<string, Account["outcome"]>([
  ["AT611904300234573201", "succeeds"],
  ["DE89370400440532013000", "succeeds"],
  ["IT60X0542811101000000123456", "fails"],
  ["AT861904300235473202", "fails"],
  ["AT321904300235473204", "stays"],
]);

export function accountOfIban(given: string): Account {
  const iban = given.replace(/\s/g, "").toUpperCase();
  const outcome = testAccounts.get(iban);
  if (!outcome)
    throw invalid(
      `The IBAN you supplied is no test account: ${given}.`,
      "sepa_debit[iban]",
      "invalid_bank_account_iban",
    );
  return { iban, country: iban.slice(0, 2), bankCode: iban.slice(4, 9), last4: iban.slice(-4), outcome };
}
