import { creditsToDecimal } from "@/lib/credits";
import { csvLine } from "@/lib/csv";
import type { Rate } from "./rate";
import { cardColumns } from "./read-card";

/** A card as a file that can be changed and read again. */
export function writeCard(rates: readonly Rate[]): string {
  const lines = rates.map(({ channel, direction, category, destination, unit, priceMicro, ...rate }) =>
    csvLine([
      channel,
      direction,
      category,
      destination,
      unit,
      { figure: creditsToDecimal(priceMicro) },
      { figure: rate.increment },
      { figure: rate.minimum },
      rate.rounding,
    ]),
  );
  return [csvLine([...cardColumns]), ...lines].join("");
}
