import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { DataList } from "@/components/data-list/data-list";
import type { DataListRow } from "@/components/data-list/types";
import { EmptyState } from "@/components/shell/empty-state";
import { pageHref } from "@/components/shell/navigation";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { creditDecimals } from "@/lib/credits";
import { actorNames } from "@/lib/statement/actor-names";
import { countEntries, listEntries, type StatementEntry } from "@/lib/statement/list-entries";
import { readStatement, type Statement, type StatementLine } from "@/lib/statement/read-statement";
import type { LocalDay } from "@/lib/time";
import { type ActivityView, activityHref } from "../_activity/activity-search";
import type { ActivityWords } from "../_activity/activity-words";
import { itemsQuery } from "../_activity/items-query";
import { edgeRow, entryRow, lineRow, pendingRow, type RowWords } from "../_activity/statement-rows";
import { StatementHead } from "./statement-head";

type StatementViewProps = {
  page: OpenedPage;
  view: ActivityView;
  pocketName: (id: string) => string;
  hasMoved: boolean;
};

const linesOnPage = 50;
const entriesOnPage = 50;

type Paged = { lines: StatementLine[]; entries: StatementEntry[]; count: number; next: string | null };

/** Opening balance, what happened, closing balance: by day and channel, or every entry. The latest first. */
export async function StatementView({ page, view, pocketName, hasMoved }: StatementViewProps) {
  const { ctx, fmt, workspace } = page;
  const [t, usage, statement] = await Promise.all([
    getTranslations("activity"),
    getTranslations("usage"),
    readStatement(ctx, view.period),
  ]);
  const paged = view.show === "entries" ? await entryPage(page, view) : linePage(statement, view);
  const actors = [
    ...paged.lines.flatMap((line) => (line.rolled === null ? [line.actor] : [])),
    ...paged.entries.map(({ actor }) => actor),
  ];
  const words: RowWords = {
    view,
    fmt,
    t,
    usage,
    names: await actorNames(ctx, actors),
    pocketName,
    decimals: creditDecimals(figuresOf(statement, paged)),
    nets: netsOf(statement),
    usageHref: (day, channel) => `${pageHref(workspace.slug, "usage")}?${itemsQuery(view.period.pocket, day, channel)}`,
  };
  const rows = rowsOf(statement, paged, words);
  const isEmpty = paged.count === 0 && statement.pending.length === 0;
  return (
    <>
      <StatementHead page={page} statement={statement} />
      {isEmpty ? (
        <EmptyState title={t(hasMoved ? "empty.none" : "empty.first")}>
          {t(hasMoved ? "empty.noneBody" : "empty.firstBody")}
        </EmptyState>
      ) : (
        <DataList
          caption={t("caption", { days: fmt.dayRange(view.period.from, view.period.to) })}
          captionHidden
          columns={[
            {
              id: "when",
              header: view.show === "entries" ? t("columns.whenZone", { zone: fmt.zone(ctx.now) }) : t("columns.when"),
              nowrap: true,
              item: view.show === "entries" ? "meta" : "hidden",
            },
            { id: "what", header: t("columns.what"), rowHeader: true, item: "title" },
            { id: "type", header: t("columns.type"), item: "meta" },
            { id: "who", header: t("columns.who"), item: "hidden" },
            { id: "credits", header: t("columns.credits"), align: "end", item: "value" },
            { id: "balance", header: t("columns.balance"), align: "end", item: "detail" },
          ]}
          rows={rows}
        />
      )}
      <Pages view={view} paged={paged} t={t} fmt={fmt} />
      <p className="mt-4 max-w-[68ch] text-xs text-ink-3">
        {t("check.holds")} {t("check.posted")}
      </p>
    </>
  );
}

function linePage({ lines }: Statement, { skipped }: ActivityView): Paged {
  const newest = lines.toReversed();
  const shown = newest.slice(skipped, skipped + linesOnPage);
  const end = skipped + shown.length;
  return { lines: shown, entries: [], count: lines.length, next: end < lines.length ? String(end) : null };
}

async function entryPage({ ctx }: OpenedPage, { period, after }: ActivityView): Promise<Paged> {
  const [{ entries, next }, count] = await Promise.all([
    listEntries(ctx, period, { after, limit: entriesOnPage }),
    countEntries(ctx, period),
  ]);
  return { lines: [], entries, count, next: next === null ? null : String(next) };
}

function rowsOf(statement: Statement, { lines, entries, next }: Paged, words: RowWords): DataListRow[] {
  const isFirst = words.view.skipped === 0 && words.view.after === null;
  return [
    ...(isFirst ? statement.pending.map((pending, i) => pendingRow(pending, i, statement, words)) : []),
    ...(isFirst ? [edgeRow("closing", statement, words)] : []),
    ...lines.map((line) => lineRow(line, words)),
    ...entries.map((entry) => entryRow(entry, words)),
    ...(next === null ? [edgeRow("opening", statement, words)] : []),
  ];
}

function figuresOf({ opening, closing, pending }: Statement, { lines, entries }: Paged): bigint[] {
  return [
    opening.totalMicro,
    closing.totalMicro,
    ...pending.map(({ amountMicro }) => amountMicro),
    ...[...lines, ...entries].flatMap(({ amountMicro, balanceMicro }) => [amountMicro, balanceMicro]),
    ...entries.map(({ heldMicro }) => heldMicro),
  ];
}

/** Of whole days, also of one that a page cuts in two. */
function netsOf({ lines }: Statement): Map<LocalDay, bigint> {
  const nets = new Map<LocalDay, bigint>();
  for (const { day, amountMicro } of lines) nets.set(day, (nets.get(day) ?? 0n) + amountMicro);
  return nets;
}

type PagesProps = { view: ActivityView; paged: Paged; t: ActivityWords; fmt: OpenedPage["fmt"] };

function Pages({ view, paged: { lines, entries, count, next }, t, fmt }: PagesProps) {
  const shown = lines.length + entries.length;
  if (next === null && view.skipped === 0) return null;
  const skipped = view.skipped + shown;
  return (
    <nav aria-label={t("pages.label")} className="mt-3 flex flex-wrap items-center justify-between gap-3">
      <p className="text-ink-2">
        {t("pages.range", {
          first: fmt.number(view.skipped + 1),
          last: fmt.number(skipped),
          count: fmt.number(count),
        })}
      </p>
      <div className="flex flex-wrap gap-2">
        {view.skipped > 0 && (
          <Link variant="standalone" href={activityHref(view, { after: null, skipped: null, item: null })}>
            {t("pages.newest")}
          </Link>
        )}
        {next !== null && (
          <Button
            href={activityHref(view, {
              after: view.show === "entries" ? next : null,
              skipped: String(skipped),
              item: null,
            })}
          >
            {t("pages.older")}
          </Button>
        )}
      </div>
    </nav>
  );
}
