import type { FullTerms } from "@/lib/catalogue/offer";

/** How long somebody wants to be rid of the matter. */
const wishedDays = 30;

/** The smallest package that lasts a month at this pace; of those that do not, the largest. Null without a pace. */
export function advise({ packages }: Pick<FullTerms, "packages">, paceMicro: bigint | null): number | null {
  if (paceMicro === null || paceMicro <= 0n) return null;
  const needed = paceMicro * BigInt(wishedDays);
  const ascending = packages.toSorted((a, b) => a - b);
  return ascending.find((credits) => BigInt(credits) * 1_000_000n >= needed) ?? ascending.at(-1) ?? null;
}
