import { addDays, type Bounds, daysBetween, type LocalDay, startOfDay } from "@/lib/time";

/** The days of a statement, whole ones of the workspace's calendar, and of which pocket it tells: `main` or a number. */
export type Period = { from: LocalDay; to: LocalDay; timeZone: string; pocket: string };

/** The first moment of each day and the one after the last: [start, start, …, end]. */
export function edgesOf({ from, to, timeZone }: Period): Date[] {
  const days = Math.max(daysBetween(from, to), 0) + 1;
  return Array.from({ length: days + 1 }, (_, i) => startOfDay(addDays(from, i), timeZone));
}

export function boundsOf(period: Period): Bounds {
  return { start: startOfDay(period.from, period.timeZone), end: startOfDay(addDays(period.to, 1), period.timeZone) };
}
