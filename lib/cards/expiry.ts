export type Expiry = "fine" | "soon" | "expired";

const warnDays = 30;
const day = 86_400_000;

/** A card is good until its month ends, wherever the bank is: told in UTC, as its owner's bank may be anywhere. */
export function expiryOf(card: { expiresMonth: number; expiresYear: number }, now: Date): Expiry {
  const ends = expiresAt(card).getTime();
  if (ends <= now.getTime()) return "expired";
  return ends - now.getTime() <= warnDays * day ? "soon" : "fine";
}

/** The first moment at which it is good no more. */
export function expiresAt({ expiresMonth, expiresYear }: { expiresMonth: number; expiresYear: number }): Date {
  return new Date(Date.UTC(expiresYear, expiresMonth, 1));
}
