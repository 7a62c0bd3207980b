import { clsx } from "clsx";
import type { ListedKey } from "@/lib/api-keys/data";
import { creditsToDecimal } from "@/lib/credits";
import type { Formatter } from "@/lib/format";
import { atLimit, type KeyWords } from "./key-words";

type MonthUseProps = { listed: ListedKey; fmt: Formatter; t: KeyWords };

/** What a key has used this month, against its limit where it has one. Under a column's head the unit is said there. */
export function MonthUse({ listed, fmt, t }: MonthUseProps) {
  const { usedMicro, monthlyLimitMicro } = listed;
  return (
    <span className="inline-block max-w-full min-w-24">
      <data value={creditsToDecimal(usedMicro)}>{fmt.credits(usedMicro)}</data>
      {monthlyLimitMicro !== null && (
        <span className="text-ink-3"> {t("list.ofLimit", { limit: fmt.credits(monthlyLimitMicro) })}</span>
      )}
      <span className="@min-[31rem]:hidden"> {t("fields.limitUnit")}</span>
      {monthlyLimitMicro !== null && (
        <span aria-hidden="true" className="mt-1 block h-1 overflow-hidden rounded-full bg-line print:hidden">
          <span
            className={clsx("block h-full rounded-full", atLimit(listed) ? "bg-mark" : "bg-accent")}
            style={{ width: `${percentOf(usedMicro, monthlyLimitMicro)}%` }}
          />
        </span>
      )}
    </span>
  );
}

function percentOf(used: bigint, limit: bigint): number {
  if (limit === 0n || used >= limit) return 100;
  return Number((used * 1000n) / limit) / 10;
}
