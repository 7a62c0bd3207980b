import { type Decimal, decimalToScaled, scaledToDecimal } from "./decimal";

// The digits that payment providers count in, after Stripe's list. Intl knows how many a person expects to read, which
// is another question: it says 0 for IDR, whose payments are counted in hundredths.
const zeroDecimal = new Set("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split(" "));
const threeDecimal = new Set("BHD JOD KWD OMR TND".split(" "));

/** Counted in hundredths, but nobody writes or pays the hundredths. */
const shownWhole = new Set("IDR ISK UGX".split(" "));

/** Refused by providers unless the hundredths are zero. */
const chargedWhole = new Set("ISK UGX".split(" "));

/** How many digits of the stored amount stand behind the point. */
export function minorDigits(currency: string): 0 | 2 | 3 {
  if (zeroDecimal.has(currency)) return 0;
  return threeDecimal.has(currency) ? 3 : 2;
}

/** How many digits a person reads behind the point. */
export function shownDigits(currency: string): 0 | 2 | 3 {
  return shownWhole.has(currency) ? 0 : minorDigits(currency);
}

/** A charge must be a multiple of this many minor units. */
export function chargeStep(currency: string): bigint {
  if (threeDecimal.has(currency)) return 10n;
  return chargedWhole.has(currency) ? 100n : 1n;
}

/**
 * What a person can be asked to pay is a multiple of this many minor units: no coin that nobody writes, and no amount that a
 * provider refuses.
 */
export function payStep(currency: string): bigint {
  const unseen = 10n ** BigInt(minorDigits(currency) - shownDigits(currency));
  const charged = chargeStep(currency);
  return unseen > charged ? unseen : charged;
}

/** Providers count in JSON, whose numbers are floats: what is too large for one to be exact is no amount to ask for. */
export function coinsAsNumber(amountMinor: bigint): number {
  if (amountMinor <= 0n || amountMinor > BigInt(Number.MAX_SAFE_INTEGER))
    throw new RangeError(`${amountMinor} cannot be asked of a provider.`);
  return Number(amountMinor);
}

export function moneyToDecimal(amountMinor: bigint, currency: string): Decimal {
  return scaledToDecimal(amountMinor, minorDigits(currency));
}

/** Reads a canonical number ("1234.5"); null when it is none, or finer than the currency. */
export function parseMoney(text: string, currency: string): bigint | null {
  return decimalToScaled(text, minorDigits(currency));
}

/**
 * Shares a total by weights so that the parts sum to it exactly: every part is rounded down, and the units left over go
 * to the largest remainders, the earlier part first when they are equal.
 */
export function largestRemainder(total: bigint, weights: readonly bigint[]): bigint[] {
  if (weights.some((weight) => weight < 0n)) throw new RangeError("A share cannot have a negative weight.");
  const whole = weights.reduce((sum, weight) => sum + weight, 0n);
  if (whole === 0n) {
    if (total === 0n) return weights.map(() => 0n);
    throw new RangeError("There is nothing to share the total by.");
  }
  if (total < 0n) return largestRemainder(-total, weights).map((part) => (part === 0n ? 0n : -part));

  const parts = weights.map((weight) => (total * weight) / whole);
  const missing = total - parts.reduce((sum, part) => sum + part, 0n);
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (total * weight) % whole }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1));
  for (const { index } of byRemainder.slice(0, Number(missing))) parts[index] = (parts[index] ?? 0n) + 1n;
  return parts;
}
