import type { Rhythm } from "@/db/schema/purchases";
import { microPerCredit, wholeCredits } from "@/lib/credits";
import { decimalToScaled, scaledToDecimal, withoutTrailingZeros } from "@/lib/decimal";
import { invariant } from "@/lib/errors";
import { minorDigits, payStep } from "@/lib/money";
import { type FullTerms, type Offer, priceDigits, rhythmBps } from "./offer";

export type Price = {
  unitPrice: string;
  volumeBps: number;
  rhythmBps: number;
  /** Before discounts. */
  listMinor: bigint;
  volumeDiscountMinor: bigint;
  rhythmDiscountMinor: bigint;
  /** What is to be paid before tax is looked at: list less both discounts, to the last coin. */
  priceMinor: bigint;
};

/**
 * Each figure is worked out of the exact price and rounded once, half up, to what can be paid; the discounts are their
 * differences, so the lines sum to the total.
 */
export function priceOf({ currency, terms }: Offer, creditsMicro: bigint, rhythm: Rhythm): Price {
  const volumeBps = volumeBpsOf(terms, creditsMicro);
  const ofRhythm = rhythmBps(terms, rhythm);
  const at = (...discounts: number[]) => rounded(terms.unitPrice, creditsMicro, currency, discounts);
  const listMinor = at();
  const afterVolume = at(volumeBps);
  const priceMinor = at(volumeBps, ofRhythm);
  return {
    unitPrice: terms.unitPrice,
    volumeBps,
    rhythmBps: ofRhythm,
    listMinor,
    volumeDiscountMinor: listMinor - afterVolume,
    rhythmDiscountMinor: afterVolume - priceMinor,
    priceMinor,
  };
}

export function volumeBpsOf({ tiers }: FullTerms, creditsMicro: bigint): number {
  return tiers.findLast(({ from }) => wholeCredits(from) <= creditsMicro)?.discountBps ?? 0;
}

/** What one credit comes to after discounts: "6.9". */
export function priceEach({ unitPrice, volumeBps, rhythmBps }: Pick<Price, "unitPrice" | "volumeBps" | "rhythmBps">) {
  const price = decimalToScaled(unitPrice, priceDigits);
  invariant(price !== null, "a published price is a number");
  const scaled = price * BigInt(10_000 - volumeBps) * BigInt(10_000 - rhythmBps);
  return withoutTrailingZeros(scaledToDecimal(scaled, priceDigits + 8));
}

/** What one credit comes to in the largest tier. */
export function lowestEach({ terms: { unitPrice, tiers } }: Offer) {
  return priceEach({ unitPrice, volumeBps: tiers.at(-1)?.discountBps ?? 0, rhythmBps: 0 });
}

/** The next tier a little more would reach. */
export function nextTier({ tiers }: FullTerms, creditsMicro: bigint): FullTerms["tiers"][number] | null {
  return tiers.find(({ from }) => wholeCredits(from) > creditsMicro) ?? null;
}

/**
 * The most whole credits this much money buys, tax aside unless `asked` adds it; what one more would cost is more than there
 * is.
 */
export function creditsFor(
  offer: Offer,
  priceMinor: bigint,
  rhythm: Rhythm,
  asked: (priceMinor: bigint) => bigint = (price) => price,
): bigint {
  // Prices step down where a tier begins, so the answer is looked for inside each tier, from the largest down.
  const bounds = [0, ...offer.terms.tiers.map(({ from }) => from)];
  for (let i = bounds.length - 1; i >= 0; i--) {
    let low = BigInt(bounds[i] ?? 0);
    let high = i + 1 < bounds.length ? BigInt(bounds[i + 1] ?? 0) - 1n : BigInt(offer.terms.maxCredits);
    if (high < low || (low > 0n && cost(low) > priceMinor)) continue;
    while (low < high) {
      const middle = (low + high + 1n) / 2n;
      if (cost(middle) <= priceMinor) low = middle;
      else high = middle - 1n;
    }
    if (low > 0n) return wholeCredits(low);
  }
  return 0n;

  function cost(credits: bigint): bigint {
    return asked(priceOf(offer, wholeCredits(credits), rhythm).priceMinor);
  }
}

function rounded(unitPrice: string, creditsMicro: bigint, currency: string, discountsBps: readonly number[]): bigint {
  const price = decimalToScaled(unitPrice, priceDigits);
  invariant(price !== null, "a published price is a number");
  const step = payStep(currency);
  let above = creditsMicro * price * 10n ** BigInt(minorDigits(currency));
  let below = microPerCredit * 10n ** BigInt(priceDigits) * step;
  for (const bps of discountsBps) {
    above *= BigInt(10_000 - bps);
    below *= 10_000n;
  }
  return ((2n * above + below) / (2n * below)) * step;
}
