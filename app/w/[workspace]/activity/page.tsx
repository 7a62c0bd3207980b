import { getTranslations } from "next-intl/server";
import { openPage } from "@/app/_gate/page";
import { PageHeader } from "@/components/shell/page-header";
import { namedSources } from "@/lib/metering/named-sources";
import { firstDay } from "@/lib/statement/first-day";
import { localDay } from "@/lib/time";
import { activityView, type Given } from "../_activity/activity-search";
import { pageTitle } from "../page-title";
import { refusable } from "../refusable";
import { ActivityBar } from "./activity-bar";
import { BalanceExplained } from "./balance-explained";
import { Downloads } from "./downloads";
import { EntrySheet } from "./entry-sheet";
import { StatementView } from "./statement-view";

type Props = { params: Promise<{ workspace: string }>; searchParams: Promise<Given> };

export const generateMetadata = ({ params }: Props) => pageTitle(params, "activity.title");

/** Every change of the balance, explained: a statement that adds up. */
async function ActivityPage({ params, searchParams }: Props) {
  const page = await openPage("/w/[workspace]/activity", params);
  const { ctx, workspace, fmt } = page;
  const { timeZone } = workspace;
  const today = localDay(ctx.now, timeZone);
  const [t, given, { numbers }, since] = await Promise.all([
    getTranslations("activity"),
    searchParams,
    namedSources(ctx),
    firstDay(ctx, timeZone),
  ]);
  const pockets = [{ id: "main", name: t("bar.main") }, ...numbers];
  const view = activityView(given, { today, timeZone, pockets: pockets.map(({ id }) => id) });
  const pocketName = (id: string) => pockets.find((pocket) => pocket.id === id)?.name ?? id;
  const days = fmt.dayRange(view.period.from, view.period.to);
  return (
    <>
      <PageHeader
        title={t("title")}
        meta={view.show !== "balance" && t("days", { days, zone: fmt.zone(ctx.now) })}
        actions={view.show !== "balance" && <Downloads view={view} slug={workspace.slug} />}
      />
      <ActivityBar view={view} now={ctx.now} today={today} since={since} pockets={pockets} fmt={fmt}>
        {view.show === "balance" ? (
          <BalanceExplained page={page} view={view} />
        ) : (
          <StatementView page={page} view={view} pocketName={pocketName} hasMoved={since !== null} />
        )}
      </ActivityBar>
      {view.item !== null && <EntrySheet page={page} view={view} item={view.item} pocketName={pocketName} />}
    </>
  );
}

export default refusable(ActivityPage);
