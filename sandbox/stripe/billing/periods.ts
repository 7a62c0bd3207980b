const day = 86_400;

/**
 * The moment so many intervals after the anchor. Months count from the anchor's own day, so that the end of January leads
 * to the end of February and then to the end of March again. The interval is a day, a week, a month or a year.
 */
export function stepFrom(anchor: number, interval: string, count: number): number {
  if (interval === "day") return anchor + count * day;
  if (interval === "week") return anchor + count * 7 * day;
  const start = new Date(anchor * 1000);
  const months = interval === "year" ? count * 12 : count;
  const first = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months, 1);
  const target = new Date(first);
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  const midnight = Date.UTC(target.getUTCFullYear(), target.getUTCMonth(), Math.min(start.getUTCDate(), lastDay));
  const timeOfDay = anchor - Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate()) / 1000;
  return midnight / 1000 + timeOfDay;
}

/** Where the period begins that ends at a boundary, also when an anchor to come is its end. */
export function cycleStart(anchor: number, interval: string, every: number, end: number): number {
  let start = stepFrom(anchor, interval, -every);
  for (let turn = 0; ; turn += 1) {
    const next = stepFrom(anchor, interval, turn * every);
    if (next >= end) return start;
    start = next;
  }
}

/** The first end of a period that lies behind a moment; an anchor to come ends a first, shorter one. */
export function nextBoundary(anchor: number, interval: string, every: number, after: number): number {
  for (let turn = 0; ; turn += 1) {
    const end = stepFrom(anchor, interval, turn * every);
    if (end > after) return end;
  }
}
