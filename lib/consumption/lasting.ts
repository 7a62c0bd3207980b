export type Lasting = { unit: "hour" | "day" | "week" | "month"; count: number };

/** What was used in so many days. */
export type UsedInDays = { usedMicro: bigint; windowDays: number };

/** How many hours credits last at a pace. */
export function hoursLeft(availableMicro: bigint, { usedMicro, windowDays }: UsedInDays): number {
  return Number((availableMicro * BigInt(windowDays) * 24n) / usedMicro);
}

/** Rounded to what such an estimate can carry. */
export function lastingOf(hours: number): Lasting {
  const days = hours / 24;
  if (days < 3) return { unit: "hour", count: Math.max(1, Math.floor(hours)) };
  if (days < 60) return { unit: "day", count: Math.floor(days) };
  if (days < 180) return { unit: "week", count: Math.floor(days / 7) };
  return { unit: "month", count: Math.min(1_200, Math.floor(days / 30.44)) };
}
