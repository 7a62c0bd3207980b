import { getTranslations } from "next-intl/server";
import { Figures } from "@/components/shell/figures";
import type { Formatter } from "@/lib/format";
import type { UsageTotals } from "@/lib/metering/usage-totals";

/** Of everything that matches, not of this page alone. */
export async function Totals({ totals, fmt }: { totals: UsageTotals; fmt: Formatter }) {
  const t = await getTranslations("usage");
  return (
    <div className="mb-5">
      <Figures
        figures={[
          { label: t("totals.items"), value: fmt.number(totals.events) },
          { label: t("totals.credits"), value: fmt.credits(totals.amountMicro), note: t("totals.net") },
          { label: t("totals.returned"), value: fmt.number(totals.returned), note: t("totals.returnedNote") },
          { label: t("totals.refused"), value: fmt.number(totals.refused), note: t("totals.refusedNote") },
        ]}
      />
      <p role="status" className="mt-1.5 text-xs text-ink-3">
        {t("totals.whole", { count: totals.events, n: fmt.credits(totals.amountMicro) })}
      </p>
    </div>
  );
}
