export type ValueScale = { endMicro: bigint; ticksMicro: bigint[] };

const steps = [10n, 20n, 25n, 50n, 100n];

export function highestOf(values: readonly bigint[]): bigint {
  let highest = 0n;
  for (const value of values) if (value > highest) highest = value;
  return highest;
}

/** From zero to the first round figure that holds the highest value, in at most four equal steps. */
export function valueScale(highestMicro: bigint): ValueScale {
  const highest = highestMicro > 0n ? highestMicro : 1_000_000n;
  const step = roundStep(ceilDiv(highest, 4n));
  const count = Number(ceilDiv(highest, step));
  const ticksMicro = Array.from({ length: count + 1 }, (_, i) => step * BigInt(i));
  return { endMicro: step * BigInt(count), ticksMicro };
}

/** The next of 1, 2, 2.5, 5 and 10 times a power of ten. */
function roundStep(atLeast: bigint): bigint {
  let power = 1n;
  while (power * 100n < atLeast) power *= 10n;
  const found = steps.find((step) => step * power >= atLeast);
  return (found ?? 100n) * power;
}

function ceilDiv(a: bigint, b: bigint): bigint {
  return (a + b - 1n) / b;
}

/** How high a value stands, in thousandths of the scale's pixels. */
export function heightOf(micro: bigint, scale: ValueScale, pixels: number): number {
  if (micro <= 0n) return 0;
  return Number((micro * BigInt(pixels) * 1_000n) / scale.endMicro) / 1_000;
}

/** Which of so many columns carry a label, so that there are at most so many: evenly spaced, the last column's neighbours left free. */
export function labelled(columns: number, most: number): Set<number> {
  const every = Math.max(1, Math.ceil(columns / most));
  const shown = new Set<number>();
  for (let i = 0; i < columns; i += every) shown.add(i);
  return shown;
}
