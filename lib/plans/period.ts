import { anchoredInstant, type Bounds } from "@/lib/time";

export type Period = Bounds & { period: number };

/** The month of the plan that a moment lies in: counted from the anchor, so that 31 Jan, 28 Feb, 31 Mar. */
export function periodAt(anchor: Date, zone: string, at: Date): Period {
  let period = 0;
  let start = anchor;
  for (;;) {
    const end = anchoredInstant(anchor, zone, period + 1);
    if (at < end) return { period, start, end };
    period += 1;
    start = end;
  }
}
