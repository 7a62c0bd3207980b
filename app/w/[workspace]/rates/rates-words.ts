import type { Formatter } from "@/lib/format";
import type { Translate } from "@/lib/i18n/translator";
import type { CardLine } from "@/lib/rates/effective-card";
import type { Rate } from "@/lib/rates/rate";

export type RatesWords = Translate<"rates">;

const usualCategories = ["marketing", "utility", "authentication", "service", "content"] as const;

/** Categories are the operator's own words; the usual ones are told in the reader's language. */
export function categoryName(category: string, t: RatesWords): string {
  const usual = usualCategories.find((one) => one === category);
  return usual ? t(`categories.${usual}`) : category;
}

type Named = Pick<CardLine, "rate" | "country"> & { isAlone?: boolean };

export function destinationName({ rate, country, isAlone }: Named, fmt: Formatter, t: RatesWords): string {
  const { destination } = rate;
  if (destination === "*") return t(isAlone ? "anywhere" : "anywhereElse");
  if (!destination.startsWith("+")) return fmt.country(destination);
  return country ? t("prefixIn", { prefix: destination, country: fmt.country(country) }) : destination;
}

/** "per minute, in steps of 6 s, at least 30 s". */
export function unitWords({ unit, increment, minimum }: Rate, t: RatesWords): string {
  const per = t(`per.${unit}`);
  if (unit === "minute" && increment === 60 && minimum <= 60) return t("perMinuteBegun");
  if (unit === "minute" && (increment > 1 || minimum > 1)) return t("perBegun", { per, increment, minimum });
  if (increment > 1) return t("perStep", { per, increment });
  return per;
}
