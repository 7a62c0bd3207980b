import { invariant } from "@/lib/errors";
import { largestRemainder, payStep } from "@/lib/money";
import type { TaxLine } from "@/lib/tax/tax";

/** What of a document has not been credited yet, or a part of it. */
export type Portion = { netMinor: bigint; taxes: readonly TaxLine[] };

export type CreditPortion = { netMinor: bigint; taxMinor: bigint; taxes: TaxLine[] };

/**
 * Shares what goes back between the price and its taxes, by what is left of each: however an invoice is credited, in thirds or
 * in coins, its notes sum to it line by line. Halves
 * that the law wants equal stay equal.
 */
export function splitCredit(amountMinor: bigint, left: Portion, currency: string): CreditPortion {
  const taxesLeft = left.taxes.map((line) => BigInt(line.amountMinor));
  const taxLeft = sum(taxesLeft);
  const whole = left.netMinor + taxLeft;
  invariant(amountMinor > 0n && amountMinor <= whole, "no more is credited than was invoiced");
  const step = [amountMinor, left.netMinor, ...taxesLeft].every((part) => part % payStep(currency) === 0n)
    ? payStep(currency)
    : 1n;
  const [, shared = 0n] = largestRemainder(amountMinor / step, [left.netMinor / step, taxLeft / step]);
  const taxMinor = inEqualParts(shared * step, taxesLeft, step, [amountMinor - left.netMinor, amountMinor]);
  const parts = taxMinor === 0n ? taxesLeft.map(() => 0n) : largestRemainder(taxMinor / step, taxesLeft);
  return {
    netMinor: amountMinor - taxMinor,
    taxMinor,
    taxes: left.taxes.map((line, i) => ({ ...line, amountMinor: String((parts[i] ?? 0n) * step) })),
  };
}

/** Rounds the tax to what equal lines can share equally, where there is any price left to make up for the coin. */
function inEqualParts(
  taxMinor: bigint,
  lines: readonly bigint[],
  step: bigint,
  [least, most]: [bigint, bigint],
): bigint {
  const isEqual = lines.length > 1 && lines.every((line) => line === lines[0]);
  if (!isEqual) return taxMinor;
  const unit = BigInt(lines.length) * step;
  const lower = taxMinor - (taxMinor % unit);
  if (lower >= least) return lower;
  return lower + unit <= most ? lower + unit : taxMinor;
}

export function portionLeft(of: Portion, credited: readonly Portion[]): Portion {
  return {
    netMinor: of.netMinor - sum(credited.map(({ netMinor }) => netMinor)),
    taxes: of.taxes.map((line, i) => ({
      ...line,
      amountMinor: String(
        BigInt(line.amountMinor) - sum(credited.map(({ taxes }) => BigInt(taxes[i]?.amountMinor ?? "0"))),
      ),
    })),
  };
}

const sum = (parts: readonly bigint[]) => parts.reduce((all, part) => all + part, 0n);
