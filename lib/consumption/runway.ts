import { addDays, daysBetween, type LocalDay, localDay } from "@/lib/time";
import { hoursLeft, type Lasting, lastingOf, type UsedInDays } from "./lasting";

export type Runway =
  | ({ state: "estimated"; until: LocalDay; paceMicro: bigint; windowDays: number } & Lasting)
  | { state: "not_enough_data" | "no_recent_usage" | "zero"; windowDays: number };

/** What was used in the days before today, returned credits taken off. */
export type Pace = { usedMicro: bigint; daysWithUsage: number; firstDay: LocalDay | null };

export const longestWindow = 30;
const fewestDays = 3;
const dayMs = 86_400_000;

/**
 * How long the balance lasts at the pace of the last complete days: up to thirty of them, fewer where usage began later.
 * Rounded to what such an estimate can carry.
 */
export function runway(availableMicro: bigint, pace: Pace, now: Date, timeZone: string): Runway {
  const windowDays = windowOf(pace, localDay(now, timeZone));
  if (availableMicro <= 0n) return { state: "zero", windowDays };
  if (pace.usedMicro <= 0n) return { state: "no_recent_usage", windowDays };
  if (pace.daysWithUsage < fewestDays) return { state: "not_enough_data", windowDays };
  const paceMicro = pace.usedMicro / BigInt(windowDays);
  const hours = hoursLeft(availableMicro, { usedMicro: pace.usedMicro, windowDays });
  const until = localDay(new Date(now.getTime() + Math.min(hours / 24, 36_500) * dayMs), timeZone);
  return { state: "estimated", ...lastingOf(hours), until, paceMicro, windowDays };
}

/** What a purchase's length is told by; null while too little was used to tell. */
export function knownPace(pace: Pace, now: Date, timeZone: string): UsedInDays | null {
  if (pace.usedMicro <= 0n || pace.daysWithUsage < fewestDays) return null;
  return { usedMicro: pace.usedMicro, windowDays: windowOf(pace, localDay(now, timeZone)) };
}

function windowOf({ firstDay }: Pace, today: LocalDay): number {
  return firstDay ? Math.min(longestWindow, daysBetween(firstDay, today)) : longestWindow;
}

/** The complete days that the pace is taken from: yesterday and before. */
export function paceWindow(now: Date, timeZone: string): { from: LocalDay; to: LocalDay } {
  const today = localDay(now, timeZone);
  return { from: addDays(today, -longestWindow), to: addDays(today, -1) };
}
