import { getTranslations } from "next-intl/server";
import { type OpenedPage, openPage } from "@/app/_gate/page";
import { QueryForm } from "@/components/forms/query-form";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { may } from "@/lib/gate/permissions";
import { listUsage } from "@/lib/metering/list-usage";
import type { Sight } from "@/lib/metering/mask-recipient";
import { readUsage } from "@/lib/metering/read-usage";
import { chosenColumns } from "@/lib/metering/usage-columns";
import { pageTitle } from "../page-title";
import { refusable } from "../refusable";
import { ColumnsPanel } from "./columns-panel";
import { ExportTray } from "./export-tray";
import { FilterBar } from "./filter-bar";
import { FilterChips } from "./filter-chips";
import { Groups } from "./groups";
import { Log } from "./log";
import { readCalendar } from "./read-calendar";
import { Receipt } from "./receipt";
import { readSources, type Sources } from "./sources";
import { SummarisedNote } from "./summarised-note";
import { Sums } from "./sums";
import { type Given, type UsageView, usageHref, usageView, usual, viewText } from "./usage-search";

type Props = { params: Promise<{ workspace: string }>; searchParams: Promise<Given> };

export const generateMetadata = ({ params }: Props) => pageTitle(params, "usage.title");

/** What consumed credits, message by message or added up. */
async function UsagePage({ params, searchParams }: Props) {
  const page = await openPage("/w/[workspace]/usage", params);
  const { ctx, role, viewer, workspace, fmt } = page;
  const given = await searchParams;
  const calendar = await readCalendar(ctx, workspace.timeZone, given);
  const view = usageView(given, calendar);
  const recipients = may(role, "recipients:read") ? "full" : "masked";
  const [t, sources] = await Promise.all([getTranslations("usage"), readSources(ctx)]);
  return (
    <>
      <PageHeader
        title={t("title")}
        meta={t("days", { days: fmt.dayRange(view.filter.from, view.filter.to), zone: fmt.zone(ctx.now) })}
        actions={
          <>
            {view.group !== "kind" && (
              <Button href={usageHref(view, { group: "kind" })} scroll={false}>
                {t("byKind")}
              </Button>
            )}
            {view.group === null && (
              <div className="max-sm:hidden">
                <ColumnsPanel chosen={chosenColumns(viewer.usageColumns)} />
              </div>
            )}
          </>
        }
      />
      <QueryForm
        label={t("filter.label")}
        current={viewText(view)}
        usual={usual}
        filters={
          <FilterBar
            slug={workspace.slug}
            view={view}
            calendar={calendar}
            sources={sources}
            recipients={recipients}
            fmt={fmt}
          />
        }
      >
        <FilterChips view={view} sources={sources} fmt={fmt} />
        <ExportTray page={page} given={given.export} />
        <SummarisedNote page={page} view={view} />
        {view.group ? (
          <Groups page={page} view={view} by={view.group} recipients={recipients} sources={sources} />
        ) : (
          <Items page={page} view={view} recipients={recipients} sources={sources} />
        )}
      </QueryForm>
    </>
  );
}

type ItemsProps = { page: OpenedPage; view: UsageView; recipients: Sight; sources: Sources };

/** The log with its totals, and beside it the line that was opened. */
async function Items({ page, view, recipients, sources }: ItemsProps) {
  const { ctx, viewer, workspace } = page;
  const [list, receipt] = await Promise.all([
    listUsage(ctx, workspace, view.filter, { after: view.after, limit: view.size, recipients, sort: view.sort }),
    view.item && readUsage(ctx, view.item, recipients),
  ]);
  return (
    <>
      <Sums page={page} view={view} recipients={recipients} list={list} />
      <Log
        page={page}
        view={view}
        recipients={recipients}
        list={list}
        columns={chosenColumns(viewer.usageColumns)}
        sources={sources}
      />
      {view.item && (
        <Receipt
          page={page}
          view={view}
          item={view.item}
          receipt={receipt}
          sources={sources}
          rows={list.rows.map(({ cursor }) => cursor)}
        />
      )}
    </>
  );
}

export default refusable(UsagePage);
