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
 * What each event is told: the first of a key its verdict, a repeat the same again, and another body that the key is
 * taken. Null where the first of a key was refused for its body and this one has another: it has to be asked itself.
 */
export function unfoldRepeats(
  events: readonly PricedEvent[],
  { first, speaker }: ReturnType<typeof foldRepeats>,
  verdicts: readonly Verdict[],
): (Verdict | null)[] {
  const told = new Set<number>();
  return events.map((event, i) => {
    const at = speaker[i] ?? -1;
    const verdict = verdicts[at];
    if (!verdict) throw new RangeError("every first event has a verdict");
    if (!told.has(at)) {
      told.add(at);
      return verdict;
    }
    if (event.body !== first[at]?.body) return verdict.status === "key_reused" ? null : { status: "key_reused" };
    if (verdict.status === "charged" || verdict.status === "refused") return { status: "duplicate", first: verdict };
    return verdict;
  });
}
