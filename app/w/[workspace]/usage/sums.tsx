import type { OpenedPage } from "@/app/_gate/page";
import { sumUsage, type UsageList } from "@/lib/metering/list-usage";
import type { Sight } from "@/lib/metering/mask-recipient";
import { ExportUsage } from "./export-usage";
import { Totals } from "./totals";
import { daysBefore, type UsageView } from "./usage-search";

type SumsProps = { page: OpenedPage; view: UsageView; recipients: Sight; list: UsageList };

/** What everything that matches comes to, beside the days before where that was asked, and the way to all of it as a file. */
export async function Sums({ page, view, recipients, list }: SumsProps) {
  const { ctx, workspace, fmt } = page;
  const days = daysBefore(view);
  const before = view.compare ? await sumUsage(ctx, workspace, { ...view.filter, ...days }, recipients) : null;
  return (
    <>
      <Totals totals={list.totals} before={before && { ...before, ...days }} fmt={fmt} />
      <ExportUsage page={page} view={view} recipients={recipients} list={list} />
    </>
  );
}
