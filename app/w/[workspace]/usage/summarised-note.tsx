import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { Link } from "@/components/ui/link";
import type { UsageGroup } from "@/lib/metering/group-usage";
import { readSummarised, type SummarisedUsage } from "@/lib/metering/summarised-usage";
import { type UsageView, usageHref } from "./usage-search";

type NoteProps = { page: OpenedPage; view: UsageView };

const toldByDays: readonly UsageGroup[] = ["day", "channel", "kind", "agent"];

/** That the days asked for begin before the items that are kept single, and what those days come to. */
export async function SummarisedNote({ page: { ctx, workspace, fmt }, view }: NoteProps) {
  const told = await readSummarised(ctx, workspace.timeZone, view.filter);
  if (!told) return null;
  const t = await getTranslations("usage.summarised");
  const isTold = told.totals !== null && (view.group === null || toldByDays.includes(view.group));
  const day = fmt.day(told.keptFrom);
  return (
    <aside aria-label={t("title", { day })} className="mb-5 border-s-2 border-line-2 ps-4">
      <p className="font-medium">{t("title", { day })}</p>
      <p className="max-w-[68ch] text-ink-2">
        {isTold && told.totals ? sumText(told, told.totals) : t("single", { day })}
        {isTold && view.group && ` ${t("grouped", { day })}`}
      </p>
      {view.group !== "day" && told.totals && (
        <p className="mt-1">
          <Link variant="standalone" href={usageHref(view, { group: "day" })}>
            {t("byDay")}
          </Link>
        </p>
      )}
    </aside>
  );

  function sumText({ from, to }: SummarisedUsage, totals: NonNullable<SummarisedUsage["totals"]>): string {
    const days = fmt.dayRange(from, to);
    const count = totals.charged + totals.refused;
    return count === 0 ? t("none", { days }) : t("sum", { days, count, n: fmt.credits(totals.amountMicro) });
  }
}
