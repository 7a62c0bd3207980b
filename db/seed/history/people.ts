import { Mix, Random } from "./random";

/** How a mobile number looks in a country: its beginning, and how many digits follow. */
const mobiles = {
  AO: ["+24492", 7],
  PT: ["+35191", 7],
  BR: ["+55119", 8],
  ZA: ["+2782", 7],
  NA: ["+26481", 7],
  MZ: ["+25884", 7],
  CD: ["+24381", 7],
  GB: ["+447700", 6],
  US: ["+1212555", 4],
  FR: ["+3361", 7],
  ID: ["+62812", 8],
  MY: ["+6012", 7],
  SG: ["+659", 7],
  AU: ["+6141", 7],
  IN: ["+9198", 8],
  AE: ["+97150", 7],
} as const;
export type Country = keyof typeof mobiles;

/** The same people are written to again and again, some of them far more often than others. */
export function phonesOf(slug: string, count: number, shares: Partial<Record<Country, number>>): (r: Random) => string {
  const random = new Random(slug, "people");
  const countries = new Mix(
    (Object.entries(shares) as [Country, number][]).map(([country, share]) => [share, country]),
  );
  const people = Array.from({ length: count }, () => {
    const [start, digits] = mobiles[countries.draw(random)];
    return start + random.digits(digits);
  });
  return (r) => people[Math.floor(r.next() ** 2 * count)] ?? "";
}

export function mailboxesOf(word: string, count: number): (r: Random) => string {
  return (r) => `${word}.${1 + Math.floor(r.next() ** 2 * count)}@example.com`;
}

export function handlesOf(word: string, count: number): (r: Random) => string {
  return (r) => `@${word}_${1 + Math.floor(r.next() ** 2 * count)}`;
}

/** Most calls are short, a few are long. */
export function callSeconds(random: Random): number {
  return 8 + Math.floor(-Math.log(1 - random.next()) * 105);
}

export function partsOf(random: Random): number {
  return random.chance(0.72) ? 1 : random.between(2, 3);
}
