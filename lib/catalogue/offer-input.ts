import { z } from "zod";
import { decimalToScaled } from "@/lib/decimal";
import { priceDigits } from "./offer";

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
