/** Shares of a whole in proportion to weights, in whole coins that add up to it: the largest remainders get the odd ones. */
export function shares(whole: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return weights.map(() => 0);
  const parts = weights.map((weight, place) => {
    const exact = BigInt(whole) * BigInt(weight);
    return { place, coins: Number(exact / BigInt(total)), rest: exact % BigInt(total) };
  });
  let odd = whole - parts.reduce((sum, { coins }) => sum + coins, 0);
  for (const part of [...parts].sort((a, b) => (a.rest < b.rest ? 1 : a.rest > b.rest ? -1 : a.place - b.place))) {
    if (odd <= 0) break;
    part.coins += 1;
    odd -= 1;
  }
  return parts.map(({ coins }) => coins);
}

export type TaxRate = { id: string; percentage: number; inclusive: boolean };

/** Percentages have up to four decimals; half a coin goes up. */
export function taxOn(amount: number, { percentage, inclusive }: TaxRate): number {
  const tenThousandths = BigInt(Math.round(percentage * 10_000));
  const whole = 1_000_000n;
  const divisor = inclusive ? whole + tenThousandths : whole;
  return Number((BigInt(amount) * tenThousandths * 2n + divisor) / (divisor * 2n));
}

export type Coupon = { percent_off: number | null; amount_off: number | null };

/** What a coupon takes off an amount, never more than there is. */
export function discountOn(amount: number, { percent_off, amount_off }: Coupon): number {
  if (amount <= 0) return 0;
  if (amount_off !== null) return Math.min(amount_off, amount);
  const tenThousandths = BigInt(Math.round((percent_off ?? 0) * 10_000));
  return Number((BigInt(amount) * tenThousandths * 2n + 1_000_000n) / 2_000_000n);
}
