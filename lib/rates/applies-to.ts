import { type CardLine, lineOf } from "./effective-card";
import { matchRate, type RateBook } from "./rate";

export type Place = { phone: string | null; country: string | null };
export type Why = "prefix" | "country" | "anywhere";
export type Applied = { line: CardLine; why: Why };

/** Of each channel, direction and category the one line that prices a message there. */
export function appliesTo(book: RateBook, { phone, country }: Place, lines: readonly CardLine[], at: Date): Applied[] {
  const kinds = new Map(lines.map(({ rate }) => [`${rate.channel} ${rate.direction} ${rate.category}`, rate]));
  return [...kinds.values()].flatMap(({ channel, direction, category }) => {
    const match = matchRate(book, { channel, direction, category: category || null, phone, country }, at);
    // Where no line names the category, the line for any of them stands there already.
    if (match?.rate.category !== category) return [];
    return [{ line: lineOf(match), why: whyOf(match.rate.destination) }];
  });
}

function whyOf(destination: string): Why {
  if (destination === "*") return "anywhere";
  return destination.startsWith("+") ? "prefix" : "country";
}

/** Lines for a part of the place alone: a longer prefix, a network of the country. */
export function withinPlace({ phone, country }: Place, lines: readonly CardLine[]): CardLine[] {
  return lines.filter(({ rate: { destination }, country: home }) => {
    if (!destination.startsWith("+") || destination === phone) return false;
    return phone ? destination.startsWith(phone) : country !== null && home === country;
  });
}
