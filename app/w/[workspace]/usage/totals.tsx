import { getTranslations } from "next-intl/server";
import { Figures } from "@/components/shell/figures";
import type { Formatter } from "@/lib/format";
import type { UsageTotals } from "@/lib/metering/usage-totals";
import type { LocalDay } from "@/lib/time";

type TotalsProps = {
  totals: UsageTotals;
  /** What the same filter found in the days before. */
  before: (UsageTotals & { from: LocalDay; to: LocalDay }) | null;
  fmt: Formatter;
};

/** Of everything that matches, not of this page alone. */
export async function Totals({ totals, before, fmt }: TotalsProps) {
  const t = await getTranslations("usage");
  const noted = (note: string | undefined, now: bigint, then: bigint | undefined, shown: (value: bigint) => string) =>
    then === undefined ? note : t("compare.was", { value: shown(then), change: changeText(now, then) });
  const changeText = (now: bigint, then: bigint) => {
    if (now === then) return t("compare.same");
    if (then <= 0n) return t("compare.none");
    const share = Number(((now - then) * 1_000n) / then) / 1_000;
    return t(share < 0 ? "compare.less" : "compare.more", { share: fmt.percent(Math.abs(share)) });
  };
  const count = (value: bigint) => fmt.number(Number(value));
  const counted = (note: string | undefined, now: number, then: number | undefined) =>
    noted(note, BigInt(now), then === undefined ? undefined : BigInt(then), count);
  return (
    <div className="mb-5">
      <Figures
        figures={[
          {
            label: t("totals.items"),
            value: fmt.number(totals.events),
            note: counted(undefined, totals.events, before?.events),
          },
          {
            label: t("totals.credits"),
            value: fmt.credits(totals.amountMicro),
            note: noted(t("totals.net"), totals.amountMicro, before?.amountMicro, (micro) => fmt.credits(micro)),
          },
          {
            label: t("totals.returned"),
            value: fmt.number(totals.returned),
            note: counted(t("totals.returnedNote"), totals.returned, before?.returned),
          },
          {
            label: t("totals.refused"),
            value: fmt.number(totals.refused),
            note: counted(t("totals.refusedNote"), totals.refused, before?.refused),
          },
        ]}
      />
      <p role="status" className="mt-1.5 text-xs text-ink-3">
        {t("totals.whole", { count: totals.events, n: fmt.credits(totals.amountMicro) })}
        {before && ` ${t("compare.with", { days: fmt.dayRange(before.from, before.to) })}`}
      </p>
    </div>
  );
}
