import { countryOfPrefix } from "./prefix-country";
import {
  type CardKind,
  cardKinds,
  inForce,
  type Match,
  matchRate,
  type Priceable,
  type Rate,
  type RateBook,
} from "./rate";

/** A line of the card as one workspace reads it: whose it is, and since when. */
export type CardLine = { key: string; rate: Rate; kind: CardKind; since: Date; country: string | null };

export type RateChange = {
  at: Date;
  /** What priced the same messages before, and what prices them then; null is nothing. */
  before: CardLine | null;
  after: CardLine | null;
  key: string;
};

type Asked = Omit<Priceable, "quantity">;

/** Every line that prices something at this moment. A line of the catalogue that the agreement goes before is none. */
export function linesAt(book: RateBook, at: Date): CardLine[] {
  return cardKinds.flatMap((kind) =>
    (inForce(book[kind], at)?.rates ?? []).flatMap((rate) => {
      const match = matchRate(book, askedBy(rate), at);
      return match?.rate === rate ? [lineOf(match)] : [];
    }),
  );
}

/** What published cards change from this moment on, the soonest first; what costs the same as before is no change. */
export function changesAfter(book: RateBook, at: Date): RateChange[] {
  const starts = cardKinds.flatMap((kind) => book[kind].map(({ startsAt }) => startsAt.getTime()));
  const later = [...new Set(starts)].filter((start) => start > at.getTime()).toSorted((a, b) => a - b);
  return later.flatMap((start, i) => changesBetween(book, new Date(later[i - 1] ?? at.getTime()), new Date(start)));
}

function changesBetween(book: RateBook, from: Date, at: Date): RateChange[] {
  const lines = new Map([...linesAt(book, from), ...linesAt(book, at)].map((line) => [line.key, line]));
  return [...lines].flatMap(([key, { rate }]) => {
    const [before, after] = [from, at].map((moment) => {
      const match = matchRate(book, askedBy(rate), moment);
      return match && lineOf(match);
    });
    return isSamePrice(before?.rate, after?.rate) ? [] : [{ at, key, before: before ?? null, after: after ?? null }];
  });
}

export function lineOf({ rate, kind, card }: Match): CardLine {
  const { channel, direction, category, destination } = rate;
  const key = `${channel} ${direction} ${category} ${destination}`;
  return { key, rate, kind, since: card.startsAt, country: askedBy(rate).country };
}

/** The message that a line is meant for, as exact as the line is. */
function askedBy({ channel, direction, category, destination }: Rate): Asked {
  const phone = destination.startsWith("+") ? destination : null;
  const country = phone ? countryOfPrefix(phone) : destination === "*" ? null : destination;
  return { channel, direction, category: category || null, phone, country };
}

function isSamePrice(a: Rate | undefined, b: Rate | undefined): boolean {
  const told = (rate: Rate | undefined) =>
    rate && [rate.priceMicro, rate.unit, rate.increment, rate.minimum, rate.rounding].join(" ");
  return told(a) === told(b);
}
