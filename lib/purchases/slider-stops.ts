import type { FullTerms } from "@/lib/catalogue/offer";

type Range = Pick<FullTerms, "minCredits" | "maxCredits" | "tiers">;

/**
 * The amounts a slider rests at: finer where purchases are small, and always where a tier begins. An even scale from a
 * thousand to a million would leave the usual amounts a few pixels.
 */
export function sliderStops({ minCredits, maxCredits, tiers }: Range): number[] {
  const stops = new Set([minCredits, maxCredits]);
  for (const { from } of tiers) if (from > minCredits && from < maxCredits) stops.add(from);
  for (let credits = minCredits; credits < maxCredits; ) {
    const step = stepAt(credits);
    credits = Math.floor(credits / step + 1) * step;
    if (credits < maxCredits) stops.add(credits);
  }
  return [...stops].sort((a, b) => a - b);
}

/** A tenth, a quarter or half of the power of ten below it. */
function stepAt(credits: number): number {
  const power = 10 ** Math.floor(Math.log10(credits));
  const share = credits < 2.5 * power ? 10 : credits < 5 * power ? 4 : 2;
  return Math.max(1, Math.floor(power / share));
}

/** The stop next to an amount, which may lie between two. */
export function nearestStop(stops: readonly number[], credits: number): number {
  const above = stops.findIndex((stop) => stop >= credits);
  if (above < 0) return stops.length - 1;
  const [below, next] = [stops[above - 1] ?? Number.NEGATIVE_INFINITY, stops[above] ?? 0];
  return credits - below < next - credits ? above - 1 : above;
}

/** Where the next tier begins, up or down; the end of the range behind the last. */
export function nextTierStop({ minCredits, maxCredits, tiers }: Range, credits: number, way: "up" | "down"): number {
  const bounds = [minCredits, ...tiers.map(({ from }) => from), maxCredits].filter(
    (bound) => bound >= minCredits && bound <= maxCredits,
  );
  const found = way === "up" ? bounds.find((bound) => bound > credits) : bounds.findLast((bound) => bound < credits);
  return found ?? (way === "up" ? maxCredits : minCredits);
}
