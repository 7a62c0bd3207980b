import { type Decimal, scaledToDecimal } from "@/lib/decimal";
import { largestRemainder, minorDigits } from "@/lib/money";

type Amount = { amountMicro: bigint };

/** Shares what a period cost among its parts by their credits, so that the parts sum to it. */
export function sharedCost<T extends Amount>(totalMinor: bigint, parts: readonly T[]): (T & { costMinor: bigint })[] {
  const weights = parts.map(({ amountMicro }) => (amountMicro > 0n ? amountMicro : 0n));
  const costs = weights.some((weight) => weight > 0n) ? largestRemainder(totalMinor, weights) : weights;
  return parts.map((part, i) => ({ ...part, costMinor: costs[i] ?? 0n }));
}

const finer = 4;

/** What one of so many cost, to four digits more than the currency has; null where nothing was used. */
export function unitCost(costMinor: bigint, events: number, currency: string): Decimal | null {
  if (events === 0) return null;
  const scaled = costMinor * 10n ** BigInt(finer);
  const each = (scaled * 2n + BigInt(events)) / (2n * BigInt(events));
  return scaledToDecimal(each, minorDigits(currency) + finer);
}
