/**
 * How many credits have gone back when so much of the price has, counted from the whole each time: what is taken is the
 * difference to what was taken before, so that any row of partial refunds ends exactly at all of them.
 */
export function reversedFor(creditsMicro: bigint, returnedMinor: bigint, totalMinor: bigint): bigint {
  if (returnedMinor >= totalMinor) return creditsMicro;
  return (2n * creditsMicro * returnedMinor + totalMinor) / (2n * totalMinor);
}
