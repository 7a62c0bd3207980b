import { z } from "zod";
import type { Rhythm } from "@/db/schema/purchases";
import { decimalToScaled } from "@/lib/decimal";

/** Prices are written in whole units of the currency, to the millionth: EUR 0.009 a credit is finer than a cent. */
export const priceDigits = 6;

const bps = z.int().min(0).max(9_000);
const credits = z.int().min(1).max(1_000_000_000);

const unitPrice = z.string().refine((text) => (decimalToScaled(text, priceDigits) ?? 0n) > 0n, "price");

/** The lower price of a tier holds for all credits of the purchase, not only for those above it. */
const tiers = z
  .array(z.strictObject({ from: credits, discountBps: bps }))
  .max(12)
  .refine((list) => list.every(({ from }, i) => i === 0 || from > (list[i - 1]?.from ?? 0)), "ascending");

const rhythms = z.strictObject({ week: bps, month: bps, quarter: bps });

export const offerTerms = z
  .strictObject({
    unitPrice,
    tiers,
    packages: z.array(credits).min(1).max(8),
    minCredits: credits,
    maxCredits: credits,
    rhythms,
  })
  .refine(({ minCredits, maxCredits }) => minCredits <= maxCredits, { path: ["maxCredits"], error: "above_minimum" });

/** What a commercial agreement replaces; what it leaves out is as in the catalogue. */
export const agreementTerms = z.strictObject({
  unitPrice: unitPrice.optional(),
  tiers: tiers.optional(),
  minCredits: credits.optional(),
  maxCredits: credits.optional(),
  rhythms: rhythms.optional(),
});

export type FullTerms = z.output<typeof offerTerms>;
export type AgreementTerms = z.output<typeof agreementTerms>;
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
