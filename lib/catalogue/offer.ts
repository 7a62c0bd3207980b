import type { Rhythm } from "@/db/schema/purchases";

/** Prices are written in whole units of the currency, to the millionth: EUR 0.009 a credit is finer than a cent. */
export const priceDigits = 6;

export type Tier = { from: number; discountBps: number };

/** What the operator asks for credits, in one currency. */
export type FullTerms = {
  /** Of one credit, before discounts: "8.00". */
  unitPrice: string;
  /** By how much the price falls from so many credits on, for all of them. */
  tiers: Tier[];
  packages: number[];
  minCredits: number;
  maxCredits: number;
  /** By how much less is paid by whoever buys again and again. */
  rhythms: { week: number; month: number; quarter: number };
};

/** What a commercial agreement replaces; what it leaves out is as in the catalogue. */
export type AgreementTerms = { [Term in keyof Omit<FullTerms, "packages">]?: FullTerms[Term] | undefined };

/** As it lies in the database: of the catalogue whole, of an agreement what it replaces. */
export type OfferTerms = FullTerms | AgreementTerms;

export type Offer = {
  /** Of the agreement where there is one: a purchase names it, and another id means that prices have changed. */
  id: string;
  currency: string;
  terms: FullTerms;
  agreed: boolean;
};

/** A commercial agreement stands over the catalogue, term by term. */
export function offerOf(
  catalogue: { id: string; terms: FullTerms },
  agreement: { id: string; terms: AgreementTerms } | null,
  currency: string,
): Offer {
  if (!agreement) return { id: catalogue.id, currency, terms: catalogue.terms, agreed: false };
  const replaced = Object.fromEntries(Object.entries(agreement.terms).filter(([, value]) => value !== undefined));
  return {
    id: `${catalogue.id}+${agreement.id}`,
    currency,
    terms: { ...catalogue.terms, ...replaced },
    agreed: true,
  };
}

export function rhythmBps({ rhythms: of }: FullTerms, rhythm: Rhythm): number {
  return rhythm === "once" ? 0 : of[rhythm];
}
