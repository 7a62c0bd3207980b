import type { Every } from "@/lib/stripe/subscriptions";
import { anchoredInstant } from "@/lib/time";

export type Recurrence = "week" | "month" | "quarter";

export const everyOf: Record<Recurrence, Every> = {
  week: { interval: "week", count: 1 },
  month: { interval: "month", count: 1 },
  quarter: { interval: "month", count: 3 },
};

const week = 7 * 86_400_000;

/** The turn so many periods after the anchor: 31 January, 28 February, 31 March. */
export function turnAt(anchor: Date, rhythm: Recurrence, turn: number): Date {
  if (rhythm === "week") return new Date(anchor.getTime() + turn * week);
  return anchoredInstant(anchor, "UTC", turn * everyOf[rhythm].count);
}

/** The first turn after a moment. */
export function turnAfter(anchor: Date, rhythm: Recurrence, moment: Date): Date {
  let turn = 1;
  while (turnAt(anchor, rhythm, turn) <= moment) turn += 1;
  return turnAt(anchor, rhythm, turn);
}
