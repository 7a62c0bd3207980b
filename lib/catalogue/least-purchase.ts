import { wholeCredits } from "@/lib/credits";
import { AppError, invariant } from "@/lib/errors";
import { moneyToDecimal } from "@/lib/money";
import { leastCharge } from "@/lib/payments/least-charge";
import type { FullTerms } from "./offer";
import { priceOf } from "./price";

/** The cheapest purchase the terms allow: at the minimum, or where a discount begins, bought in the cheapest rhythm. */
export function leastPurchase(terms: FullTerms, currency: string): bigint {
  const offer = { id: "", currency, terms, agreed: false };
  const begins = [terms.minCredits, ...terms.tiers.map(({ from }) => from)];
  const possible = begins.filter((from) => from >= terms.minCredits && from <= terms.maxCredits);
  const prices = possible.flatMap((from) =>
    (["once", "week", "month", "quarter"] as const).map(
      (rhythm) => priceOf(offer, wholeCredits(from), rhythm).priceMinor,
    ),
  );
  const [least] = prices.toSorted((a, b) => (a < b ? -1 : 1));
  invariant(least !== undefined, "terms allow some purchase");
  return least;
}

/** A minimum that the provider would refuse to charge is no minimum. */
export function refuseTooLittle(terms: FullTerms, currency: string): void {
  const charge = leastCharge(currency);
  const price = leastPurchase(terms, currency);
  if (charge === null || price >= charge) return;
  throw new AppError("invalid", "below_least_charge", {
    field: "minCredits",
    values: { price: moneyToDecimal(price, currency), least: moneyToDecimal(charge, currency), currency },
  });
}
