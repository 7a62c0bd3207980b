import { parseNumber } from "@/components/forms/parse-number";
import type { Formatter } from "@/lib/format";
import { parseMoney } from "@/lib/money";
import type { PurchaseFilter } from "@/lib/purchases/list-purchases";
import type { PurchaseView } from "./purchase-search";

/** What is looked for may be an amount, as this person writes one; where it can be read in two ways, both are looked for. */
export function filterOf({ tab, from, to, q }: PurchaseView, fmt: Formatter): PurchaseFilter {
  const parsed = parseNumber((q ?? "").replace(/[^\d.,\s'’-]/gu, ""), fmt.separators);
  const readings = parsed.kind === "number" ? [parsed.value] : parsed.kind === "ambiguous" ? parsed.readings : [];
  const amountsMinor = readings
    .map((reading) => parseMoney(reading, fmt.currency))
    .filter((amount): amount is bigint => amount !== null && amount > 0n && amount < 10n ** 17n);
  return { tab, from, to, q, amountsMinor };
}
