import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { Swatch } from "@/components/charts/swatch";
import { DataList } from "@/components/data-list/data-list";
import type { DataListRow } from "@/components/data-list/types";
import { EmptyState } from "@/components/shell/empty-state";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import { creditDecimals } from "@/lib/credits";
import { listUsage, type UsageList, type UsageRow } from "@/lib/metering/list-usage";
import type { Sight } from "@/lib/metering/mask-recipient";
import { channelColors, channelName } from "../channel-words";
import type { Sources } from "./sources";
import { Totals } from "./totals";
import { cursorText, type UsageView, usageHref } from "./usage-search";
import { standingOf, tones, type UsageWords } from "./usage-words";

type LogProps = { page: OpenedPage; view: UsageView; recipients: Sight; sources: Sources };

const pageSize = 50;

/** One line per message or call, the latest first. */
export async function Log({ page, view, recipients, sources }: LogProps) {
  const { ctx, workspace, fmt } = page;
  const [t, list] = await Promise.all([
    getTranslations("usage"),
    listUsage(ctx, workspace, view.filter, { after: view.after, limit: pageSize, recipients }),
  ]);
  const { rows, totals } = list;
  const decimals = creditDecimals(rows.map(({ amountMicro }) => amountMicro));
  return (
    <>
      <Totals totals={totals} fmt={fmt} />
      {rows.length === 0 ? (
        <Nothing view={view} t={t} />
      ) : (
        <>
          <DataList
            caption={t("title")}
            captionHidden
            columns={[
              { id: "time", header: t("columns.time", { zone: fmt.zone(ctx.now) }), rowHeader: true, nowrap: true },
              { id: "channel", header: t("columns.channel"), item: "meta" },
              { id: "recipient", header: t("columns.recipient"), item: "meta" },
              { id: "source", header: t("columns.source"), item: "hidden" },
              { id: "status", header: t("columns.status"), item: "detail" },
              { id: "credits", header: t("columns.credits"), align: "end" },
            ]}
            rows={rows.map((row) => lineOf(row))}
          />
          <Pages list={list} view={view} shown={rows.length} t={t} page={page} />
        </>
      )}
    </>
  );

  function lineOf(row: UsageRow): DataListRow {
    const standing = standingOf(row);
    const cursor = cursorText(row.cursor);
    return {
      key: cursor,
      href: usageHref(view, { item: cursor }),
      current: view.item !== null && cursorText(view.item) === cursor,
      cells: {
        time: fmt.dateTimeSeconds(row.occurredAt),
        channel: (
          <span className="inline-flex items-center gap-2">
            <Swatch color={channelColors[row.channel] ?? "c7"} />
            {channelName(row.channel, t)}
          </span>
        ),
        recipient: <Recipient row={row} fmt={page.fmt} />,
        source: <span className="text-ink-2">{sourceOf(row, sources, t)}</span>,
        status: <Status tone={tones[standing]}>{t(`status.${standing}`)}</Status>,
        credits: fmt.credits(row.amountMicro, { decimals }),
      },
    };
  }
}

function Recipient({ row, fmt }: { row: UsageRow; fmt: OpenedPage["fmt"] }) {
  return (
    <span className="block min-w-0 break-words">
      {row.recipient ?? "–"}
      {row.country && <span className="block text-xs text-ink-3 max-sm:hidden">{fmt.country(row.country)}</span>}
    </span>
  );
}

/** Who or what sent it: the most telling of what is known. */
function sourceOf(row: UsageRow, sources: Sources, t: UsageWords): string {
  if (row.agent) return t("source.agent", { name: sources.agentName(row.agent) });
  if (row.user) return row.user;
  if (row.number) return t("source.number", { name: sources.numberName(row.number) });
  if (row.apiKey) return t("source.key", { name: sources.keyName(row.apiKey) });
  return "–";
}

function Nothing({ view, t }: { view: UsageView; t: UsageWords }) {
  const narrowed = Object.entries(view.filter).some(
    ([name, value]) => value !== undefined && name !== "from" && name !== "to",
  );
  if (!narrowed && view.range === "last-30")
    return <EmptyState title={t("empty.none")}>{t("empty.noneBody")}</EmptyState>;
  return (
    <EmptyState
      title={t("empty.noMatch")}
      action={
        <>
          {narrowed && (
            <Button href={`?${new URLSearchParams({ range: view.range })}`} scroll={false}>
              {t("filter.clear")}
            </Button>
          )}
          {view.range !== "last-90" && (
            <Button href={usageHref(view, { range: "last-90", from: null, to: null })} scroll={false}>
              {t("empty.wider")}
            </Button>
          )}
        </>
      }
    >
      {t("empty.noMatchBody")}
    </EmptyState>
  );
}

type PagesProps = { list: UsageList; view: UsageView; shown: number; t: UsageWords; page: OpenedPage };

function Pages({ list: { next, totals }, view, shown, t, page: { fmt } }: PagesProps) {
  const first = view.skipped + 1;
  const last = view.skipped + shown;
  return (
    <nav aria-label={t("pages.label")} className="mt-3 flex flex-wrap items-center justify-between gap-3">
      <p className="text-ink-2">
        {t("pages.range", { first: fmt.number(first), last: fmt.number(last), count: fmt.number(totals.events) })}
      </p>
      <div className="flex flex-wrap gap-2">
        {view.after && (
          <Link variant="standalone" href={usageHref(view, { after: null, skipped: null, item: null })}>
            {t("pages.newest")}
          </Link>
        )}
        {next && (
          <Button href={usageHref(view, { after: cursorText(next), skipped: String(last), item: null })}>
            {t("pages.older")}
          </Button>
        )}
      </div>
    </nav>
  );
}
