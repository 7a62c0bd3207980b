import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { DataList } from "@/components/data-list/data-list";
import { pageHref } from "@/components/shell/navigation";
import { Section } from "@/components/shell/section";
import { Link } from "@/components/ui/link";
import { creditDecimals } from "@/lib/credits";
import { namedSources } from "@/lib/metering/named-sources";
import { actorNames } from "@/lib/statement/actor-names";
import { readStatement, type Statement } from "@/lib/statement/read-statement";
import { addDays, localDay } from "@/lib/time";
import { activityView } from "../_activity/activity-search";
import { lineRow } from "../_activity/statement-rows";
import { Settled } from "../settled";

const shown = 5;
const daysBack = 6;

/** What changed the balance last, as the statement tells it. */
export async function LatestActivity({ page }: { page: OpenedPage }) {
  const { ctx, workspace } = page;
  const { timeZone } = workspace;
  const today = localDay(ctx.now, timeZone);
  const period = { from: addDays(today, -daysBack), to: today, timeZone, pocket: "main" };
  const [t, [statement]] = await Promise.all([
    getTranslations("overview.activity"),
    Promise.allSettled([readStatement(ctx, period)]),
  ]);
  if (statement.status === "fulfilled" && statement.value.lines.length === 0) return null;
  return (
    <Section
      title={t("title")}
      action={
        <Link variant="standalone" href={pageHref(workspace.slug, "activity")}>
          {t("all")}
        </Link>
      }
    >
      <Settled outcome={statement} requestId={ctx.requestId}>
        {(read) => <Lines page={page} statement={read} caption={t("title")} />}
      </Settled>
    </Section>
  );
}

type LinesProps = { page: OpenedPage; statement: Statement; caption: string };

async function Lines({ page: { ctx, fmt, workspace }, statement, caption }: LinesProps) {
  const lines = statement.lines.slice(-shown).toReversed();
  const actors = lines.flatMap((line) => (line.rolled === null ? [line.actor] : []));
  const [t, usage, names, { numbers }] = await Promise.all([
    getTranslations("activity"),
    getTranslations("usage"),
    actorNames(ctx, actors),
    namedSources(ctx),
  ]);
  const activity = pageHref(workspace.slug, "activity");
  const { to: today, timeZone } = statement.period;
  const words = {
    view: activityView({}, { today, timeZone, pockets: [] }),
    fmt,
    t,
    usage,
    names,
    pocketName: (id: string) => numbers.find((number) => number.id === id)?.name ?? id,
    decimals: creditDecimals(lines.flatMap(({ amountMicro, balanceMicro }) => [amountMicro, balanceMicro])),
    nets: new Map(),
    usageHref: (day: string, channel: string) =>
      `${pageHref(workspace.slug, "usage")}?${new URLSearchParams({ range: "custom", from: day, to: day, channel })}`,
  };
  return (
    <DataList
      caption={caption}
      captionHidden
      columns={[
        { id: "when", header: t("columns.when"), nowrap: true, item: "meta" },
        { id: "what", header: t("columns.what"), rowHeader: true, item: "title" },
        { id: "credits", header: t("columns.credits"), align: "end", item: "value" },
        { id: "balance", header: t("columns.balance"), align: "end", item: "detail" },
      ]}
      rows={lines.map((line) => {
        const { group: _day, href, ...row } = lineRow(line, words);
        return { ...row, href: href && `${activity}${href}` };
      })}
    />
  );
}
