import type { RateBook, RateCard } from "./rate";

export type Scheduled = RateCard & {
  kind: "agreement" | "catalogue";
  status: "in_force" | "scheduled";
  endsAt: Date | null;
};

/** The cards that price what happens now and later, in the order they count; what is over is left out. */
export function scheduleOf({ agreement, catalogue }: RateBook, now: Date): Scheduled[] {
  return [...datesOf(agreement, "agreement", now), ...datesOf(catalogue, "catalogue", now)];
}

/** Cards come newest first, and the one after ends the one before. */
function datesOf(cards: readonly RateCard[], kind: Scheduled["kind"], now: Date): Scheduled[] {
  const dated = cards.map((card, i) => ({ ...card, kind, endsAt: cards[i - 1]?.startsAt ?? null }));
  return dated
    .filter(({ endsAt }) => endsAt === null || endsAt > now)
    .map((card) => ({ ...card, status: card.startsAt <= now ? ("in_force" as const) : ("scheduled" as const) }))
    .reverse();
}
