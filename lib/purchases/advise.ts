import type { FullTerms } from "@/lib/catalogue/offer";
import { wholeCredits } from "@/lib/credits";
import { sliderStops } from "./slider-stops";

/** How long somebody wants to be rid of the matter. */
const wishedDays = 30;

/**
 * The smallest package that lasts a month at this pace, or where none does the round amount that would; at most what can be
 * bought at once. Null without a pace.
 */
export function advise(terms: FullTerms, paceMicro: bigint | null): number | null {
  if (paceMicro === null || paceMicro <= 0n) return null;
  const needed = paceMicro * BigInt(wishedDays);
  const lasts = (credits: number) => wholeCredits(credits) >= needed;
  const ascending = terms.packages.toSorted((a, b) => a - b);
  return ascending.find(lasts) ?? sliderStops(terms).find(lasts) ?? terms.maxCredits;
}
