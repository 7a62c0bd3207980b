import type { Rate } from "./rate";

export type RateDifference = { key: string; before: Rate | null; after: Rate | null };

/** What another card would change, line by line; what stays as it is is left out. */
export function compareCards(before: readonly Rate[], after: readonly Rate[]): RateDifference[] {
  const [old, young] = [indexOf(before), indexOf(after)];
  const keys = [...new Set([...old.keys(), ...young.keys()])];
  return keys.flatMap((key) => {
    const [was, is] = [old.get(key) ?? null, young.get(key) ?? null];
    return told(was) === told(is) ? [] : [{ key, before: was, after: is }];
  });
}

function indexOf(rates: readonly Rate[]): Map<string, Rate> {
  return new Map(
    rates.map((rate) => [
      [rate.channel, rate.direction, rate.category, rate.destination].filter(Boolean).join(" "),
      rate,
    ]),
  );
}

function told(rate: Rate | null): string {
  return rate ? [rate.priceMicro, rate.unit, rate.increment, rate.minimum, rate.rounding].join(" ") : "";
}
