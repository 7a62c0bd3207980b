import { addDays, daysBetween, type LocalDay, localDay } from "@/lib/time";

export type Runway =
  | {
      state: "estimated";
      unit: "hour" | "day" | "week" | "month";
      count: number;
      until: LocalDay;
      paceMicro: bigint;
      windowDays: number;
    }
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
  const today = localDay(now, timeZone);
  const windowDays = pace.firstDay ? Math.min(longestWindow, daysBetween(pace.firstDay, today)) : longestWindow;
  if (availableMicro <= 0n) return { state: "zero", windowDays };
  if (pace.usedMicro <= 0n) return { state: "no_recent_usage", windowDays };
  if (pace.daysWithUsage < fewestDays) return { state: "not_enough_data", windowDays };
  const paceMicro = pace.usedMicro / BigInt(windowDays);
  const hours = Number((availableMicro * BigInt(windowDays) * 24n) / pace.usedMicro);
  const until = localDay(new Date(now.getTime() + Math.min(hours / 24, 36_500) * dayMs), timeZone);
  return { state: "estimated", ...rounded(hours), until, paceMicro, windowDays };
}

function rounded(hours: number): { unit: "hour" | "day" | "week" | "month"; count: number } {
  const days = hours / 24;
  if (days < 3) return { unit: "hour", count: Math.max(1, Math.floor(hours)) };
  if (days < 60) return { unit: "day", count: Math.floor(days) };
  if (days < 180) return { unit: "week", count: Math.floor(days / 7) };
  return { unit: "month", count: Math.min(1_200, Math.floor(days / 30.44)) };
}

/** The complete days that the pace is taken from: yesterday and before. */
export function paceWindow(now: Date, timeZone: string): { from: LocalDay; to: LocalDay } {
  const today = localDay(now, timeZone);
  return { from: addDays(today, -longestWindow), to: addDays(today, -1) };
}
