/** A line of a rate card, as the judge needs it. */
export type Rate = {
  id: string;
  channel: string;
  direction: "outbound" | "inbound";
  category: string;
  destination: string;
  unit: RateUnit;
  priceMicro: bigint;
  increment: number;
  minimum: number;
  rounding: "up" | "nearest";
};
export type RateUnit = "message" | "part" | "minute" | "call";

/** One owner's rates from a moment on. */
export type RateCard = { id: string; name: string; startsAt: Date; rates: readonly Rate[] };

/** Everything that may price a workspace's events: its agreement goes before the catalogue, rate by rate. */
export type RateBook = { version: string; agreement: readonly RateCard[]; catalogue: readonly RateCard[] };

export type Priceable = {
  channel: string;
  direction: "outbound" | "inbound";
  category: string | null;
  /** E.164 without spaces, where the destination is a phone number. */
  phone: string | null;
  country: string | null;
  /** Parts, seconds, or how many messages or calls. */
  quantity: number;
};

export const cardKinds = ["agreement", "catalogue"] as const;
export type CardKind = (typeof cardKinds)[number];

/** A rate, and whose card it stands on. */
export type Match = { rate: Rate; card: RateCard; kind: CardKind };

/** The rate in force at the event's own time; null when nobody has set one, which is never free. */
export function findRate(book: RateBook, event: Omit<Priceable, "quantity">, at: Date): Rate | null {
  return matchRate(book, event, at)?.rate ?? null;
}

export function matchRate(book: RateBook, event: Omit<Priceable, "quantity">, at: Date): Match | null {
  for (const kind of cardKinds) {
    const card = inForce(book[kind], at);
    const rate = card && mostSpecific(card, event);
    if (rate) return { rate, card, kind };
  }
  return null;
}

/** Cards come newest first. */
export function inForce(cards: readonly RateCard[], at: Date): RateCard | undefined {
  return cards.find(({ startsAt }) => startsAt.getTime() <= at.getTime());
}

/** The longest prefix, then the country, then anywhere; among those the one that names the category. */
function mostSpecific(card: RateCard, event: Omit<Priceable, "quantity">): Rate | null {
  const { lines, longestPrefix } = indexOf(card);
  const { channel, direction, category } = event;
  const anyCategory = lines.get(keyOf(channel, direction, ""));
  const ownCategory = category ? lines.get(keyOf(channel, direction, category)) : undefined;
  for (const destination of destinationsOf(event, longestPrefix)) {
    const rate = ownCategory?.get(destination) ?? anyCategory?.get(destination);
    if (rate) return rate;
  }
  return null;
}

function* destinationsOf({ phone, country }: Pick<Priceable, "phone" | "country">, longest: number): Generator<string> {
  if (phone) for (let length = Math.min(phone.length, longest); length >= 2; length--) yield phone.slice(0, length);
  if (country) yield country;
  yield "*";
}

/** By channel, direction and category, then by destination. No phone number is cut up longer than some line is. */
type Index = { lines: Map<string, Map<string, Rate>>; longestPrefix: number };

const indexes = new WeakMap<RateCard, Index>();

function indexOf(card: RateCard): Index {
  const known = indexes.get(card);
  if (known) return known;
  const made: Index = { lines: new Map(), longestPrefix: 0 };
  for (const rate of card.rates) {
    const key = keyOf(rate.channel, rate.direction, rate.category);
    const line = made.lines.get(key) ?? new Map<string, Rate>();
    made.lines.set(key, line.set(rate.destination, rate));
    if (rate.destination.startsWith("+")) made.longestPrefix = Math.max(made.longestPrefix, rate.destination.length);
  }
  indexes.set(card, made);
  return made;
}

function keyOf(channel: string, direction: string, category: string): string {
  return `${channel} ${direction} ${category}`;
}

/** What so much costs: never less than the minimum, begun increments counted whole, rounded once. */
export function priceOf(rate: Rate, quantity: number): bigint {
  const billed = Math.ceil(Math.max(quantity, rate.minimum) / rate.increment) * rate.increment;
  const numerator = rate.priceMicro * BigInt(billed);
  const denominator = rate.unit === "minute" ? 60n : 1n;
  if (rate.rounding === "nearest") return (2n * numerator + denominator) / (2n * denominator);
  return (numerator + denominator - 1n) / denominator;
}
