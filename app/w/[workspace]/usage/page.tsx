import { getTranslations } from "next-intl/server";
import { openPage } from "@/app/_gate/page";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { may } from "@/lib/gate/permissions";
import { readUsage } from "@/lib/metering/read-usage";
import { localDay } from "@/lib/time";
import { pageTitle } from "../page-title";
import { refusable } from "../refusable";
import { FilterBar } from "./filter-bar";
import { FilterChips } from "./filter-chips";
import { Groups } from "./groups";
import { Log } from "./log";
import { Receipt } from "./receipt";
import { readSources } from "./sources";
import { type Given, usageHref, usageView } from "./usage-search";

type Props = { params: Promise<{ workspace: string }>; searchParams: Promise<Given> };

export const generateMetadata = ({ params }: Props) => pageTitle(params, "usage.title");

/** What consumed credits, message by message or added up. */
async function UsagePage({ params, searchParams }: Props) {
  const page = await openPage("/w/[workspace]/usage", params);
  const { ctx, role, workspace, fmt } = page;
  const view = usageView(await searchParams, localDay(ctx.now, workspace.timeZone));
  const recipients = may(role, "recipients:read") ? "full" : "masked";
  const [t, sources, receipt] = await Promise.all([
    getTranslations("usage"),
    readSources(ctx),
    view.item && readUsage(ctx, view.item, recipients),
  ]);
  return (
    <>
      <PageHeader
        title={t("title")}
        meta={t("days", { days: fmt.dayRange(view.filter.from, view.filter.to), zone: fmt.zone(ctx.now) })}
        actions={
          view.group !== "kind" && (
            <Button href={usageHref(view, { group: "kind" })} scroll={false}>
              {t("byKind")}
            </Button>
          )
        }
      />
      <FilterBar view={view} sources={sources} />
      <FilterChips view={view} sources={sources} fmt={fmt} />
      {view.item && <Receipt page={page} view={view} receipt={receipt} sources={sources} />}
      {view.group ? (
        <Groups page={page} view={view} by={view.group} recipients={recipients} sources={sources} />
      ) : (
        <Log page={page} view={view} recipients={recipients} sources={sources} />
      )}
    </>
  );
}

export default refusable(UsagePage);
