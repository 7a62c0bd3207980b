import { clsx } from "clsx";
import type { ListedKey } from "@/lib/api-keys/data";
import { creditDecimals, creditsToDecimal } from "@/lib/credits";
import type { Formatter } from "@/lib/format";
import { atLimit, countedMicro, type KeyWords } from "./key-words";

type MonthUseProps = { listed: ListedKey; decimals: number; fmt: Formatter; t: KeyWords };

const mostDecimals = 2;

/** As many as the column needs, and no more than can be compared at a glance: the key's own page is exact. */
export function decimalsOf(keys: readonly ListedKey[]): number {
  return Math.min(mostDecimals, creditDecimals(keys.map(countedMicro)));
}

/** What counts for a key this month, and what of it is on hold. Under a column's head the unit is said there. */
export function MonthUse({ listed, decimals, fmt, t }: MonthUseProps) {
  const { monthlyLimitMicro } = listed;
  const counted = countedMicro(listed);
  const held = heldApart(listed, fmt, t, Math.min(mostDecimals, creditDecimals([listed.usedMicro, listed.heldMicro])));
  return (
    <span className="inline-grid max-w-full min-w-24 justify-items-end">
      <span>
        <data value={creditsToDecimal(counted)}>{fmt.credits(counted, { decimals })}</data>
        <span className="@min-[31rem]:hidden">
          {" "}
          {t("list.unit", { count: decimals > 0 ? 2 : Number(creditsToDecimal(counted)) })}
        </span>
      </span>
      {held && <span className="text-xs font-normal text-ink-3">{held}</span>}
      {monthlyLimitMicro !== null && (
        <span className="text-xs font-normal text-ink-3">
          {t("list.ofLimit", { limit: fmt.credits(monthlyLimitMicro) })}
        </span>
      )}
      {monthlyLimitMicro !== null && (
        <span aria-hidden="true" className="mt-1 block h-1 w-full overflow-hidden rounded-full bg-line print:hidden">
          <span
            className={clsx("block h-full rounded-full", atLimit(listed) ? "bg-mark" : "bg-accent")}
            style={{ width: `${percentOf(counted, monthlyLimitMicro)}%` }}
          />
        </span>
      )}
    </span>
  );
}

/** "6 used, 4 on hold"; nothing where nothing is held. Exact unless the decimals are given. */
export function heldApart({ usedMicro, heldMicro }: ListedKey, fmt: Formatter, t: KeyWords, decimals?: number) {
  if (heldMicro === 0n) return null;
  return t("list.held", { used: fmt.credits(usedMicro, { decimals }), held: fmt.credits(heldMicro, { decimals }) });
}

function percentOf(counted: bigint, limit: bigint): number {
  if (limit === 0n || counted >= limit) return 100;
  return Number((counted * 1000n) / limit) / 10;
}
