import { type Posted, toldAgain } from "./post-usage";
import type { PricedEvent } from "./priced-event";
import type { Verdict } from "./verdicts";

/** The first of each key, in order, and for every event which of them speaks for it. */
export function foldRepeats(events: readonly PricedEvent[]): { first: PricedEvent[]; speaker: number[] } {
  const first: PricedEvent[] = [];
  const known = new Map<string, number>();
  const speaker = events.map((event) => {
    const at = known.get(event.key);
    if (at !== undefined) return at;
    known.set(event.key, first.length);
    return first.push(event) - 1;
  });
  return { first, speaker };
}

/**
 * What each event is told: the first of a key its verdict, and a repeat what it would have been told had it come alone
 * afterwards.
 */
export function unfoldRepeats(
  events: readonly PricedEvent[],
  { first, speaker }: ReturnType<typeof foldRepeats>,
  { verdicts, remembered }: Posted,
): Verdict[] {
  return events.map((event, i) => {
    const speaks = first[speaker[i] ?? -1];
    const verdict = verdicts[speaker[i] ?? -1];
    if (!speaks || !verdict) throw new RangeError("every first event has a verdict");
    if (event === speaks) return verdict;
    const before = remembered.get(speaks);
    if (before) return toldAgain(before, event.body);
    if (event.body !== speaks.body) return { status: "key_reused" };
    return verdict.status === "charged" || verdict.status === "refused"
      ? { status: "duplicate", first: verdict }
      : verdict;
  });
}
