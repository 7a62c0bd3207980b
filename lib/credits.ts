import { type Decimal, decimalToScaled, scaledToDecimal, withoutTrailingZeros } from "./decimal";

const digits = 6;

/** Credits are kept in millionths, so that a rate of 0.5 or a share of a minute is exact. */
export const microPerCredit = 1_000_000n;

export function wholeCredits(count: number | bigint): bigint {
  return BigInt(count) * microPerCredit;
}

/** "48250.5": no more digits than it needs. */
export function creditsToDecimal(micro: bigint): Decimal {
  return withoutTrailingZeros(scaledToDecimal(micro, digits));
}

/** Reads a canonical number ("48250.5"); null when it is none, or finer than a millionth. */
export function parseCredits(text: string): bigint | null {
  return decimalToScaled(text, digits);
}

/** How many digits a column needs so that all its figures are exact and line up. */
export function creditDecimals(column: Iterable<bigint>): number {
  let needed = 0;
  for (const micro of column) {
    const [, fraction = ""] = creditsToDecimal(micro).split(".");
    needed = Math.max(needed, fraction.length);
  }
  return needed;
}

/** For JSON, whose numbers are floats: the one that prints as exactly these credits, or a refusal. */
export function creditsToNumber(micro: bigint): number {
  const decimal = creditsToDecimal(micro);
  const value = Number(decimal);
  if (String(value) !== decimal) throw new RangeError(`${decimal} credits cannot be written as a JSON number.`);
  return value;
}
