import type { Rhythm } from "@/db/schema/purchases";
import type { Offer } from "@/lib/catalogue/offer";
import { creditsFor, type Price, priceOf } from "@/lib/catalogue/price";
import { applyTax, decideTax, type Place, type TaxDecision, type Taxed, type TaxRate } from "@/lib/tax/tax";
import { checkTaxId } from "@/lib/tax-ids/tax-id";
import type { Buyer } from "./buyer";

/** Everything a price follows from: plain values, so that the page that shows it works it out as the verb that freezes it. */
export type Terms = {
  offer: Offer;
  seller: Place;
  /** The tax of each country the seller charges it for. */
  rates: Readonly<Record<string, TaxRate>>;
};

export type Billed = Pick<Buyer, "country" | "region" | "taxId">;

export type WorkedOut = { price: Price; tax: TaxDecision; taxed: Taxed };

export function workOut(terms: Terms, creditsMicro: bigint, rhythm: Rhythm, buyer: Billed): WorkedOut {
  const price = priceOf(terms.offer, creditsMicro, rhythm);
  const tax = taxOf(terms, buyer);
  return { price, tax, taxed: applyTax(price.priceMinor, tax, terms.offer.currency) };
}

/** The most whole credits that can be paid with so much money, tax included. */
export function creditsForTotal(terms: Terms, totalMinor: bigint, rhythm: Rhythm, buyer: Billed): bigint {
  const tax = taxOf(terms, buyer);
  const { currency } = terms.offer;
  return creditsFor(terms.offer, totalMinor, rhythm, (price) => applyTax(price, tax, currency).totalMinor);
}

/** An id that nobody can check, or that is wrong, is as none: it changes no tax. */
function taxOf({ seller, rates }: Terms, buyer: Billed): TaxDecision {
  const checked = buyer.taxId.trim() === "" ? null : checkTaxId(buyer, buyer.taxId);
  const taxId = checked?.valid ? checked.taxId : null;
  return decideTax(seller, { ...buyer, taxId }, (country) => rates[country] ?? null);
}
