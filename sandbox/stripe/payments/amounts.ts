import { invalid } from "../http/failure";
import { currencies, maximums, minimums, threeDecimals, wholeUnits } from "../parity";

/** A currency as Stripe writes it, if money can be taken in it. */
export function checkedCurrency(given: string, param = "currency"): string {
  const currency = given.toLowerCase();
  if (currencies.has(currency)) return currency;
  throw invalid(`Invalid currency: ${currency}. Stripe does not take payments in it.`, param);
}

/** An amount that can be charged, in the smallest coin of its currency. */
export function checkedAmount(amount: number, currency: string, param = "amount"): number {
  if (amount < 1) throw invalid("Invalid positive integer", param, "parameter_invalid_integer");
  const [least, most] = [minimums[currency] ?? 1, maximums[currency] ?? maximums.default];
  if (amount < least) {
    throw invalid(`Amount must be at least ${least} ${currency}, in its smallest coin.`, param, "amount_too_small");
  }
  if (amount > most) {
    throw invalid(`Amount must be no more than ${most} ${currency}, in its smallest coin.`, param, "amount_too_large");
  }
  return wholeSteps(amount, currency, param);
}

/** What money moves in: in some currencies the last digits have to be 0. */
export function stepOf(currency: string): number {
  return threeDecimals.has(currency) ? 10 : wholeUnits.has(currency) ? 100 : 1;
}

export function wholeSteps(amount: number, currency: string, param = "amount"): number {
  const step = stepOf(currency);
  if (amount % step === 0) return amount;
  throw invalid(
    `Invalid amount: in ${currency} it has to be divisible by ${step}.`,
    param,
    "parameter_invalid_integer",
  );
}
