import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { DataList } from "@/components/data-list/data-list";
import { creditDecimals } from "@/lib/credits";
import { costsOf, type UsageList } from "@/lib/metering/list-usage";
import type { Sight } from "@/lib/metering/mask-recipient";
import type { UsageColumn } from "@/lib/metering/usage-columns";
import { mostSorted } from "@/lib/metering/usage-sort";
import { logCell, logColumns } from "./log-columns";
import { Nothing } from "./nothing";
import { Pages } from "./pages";
import { sortLink } from "./sort-link";
import type { Sources } from "./sources";
import { cursorText, type UsageView, usageHref } from "./usage-search";

type LogProps = {
  page: OpenedPage;
  view: UsageView;
  recipients: Sight;
  list: UsageList;
  columns: readonly UsageColumn[];
  sources: Sources;
};

/** One line per message or call, in the order that was asked for. */
export async function Log({ page: { ctx, fmt }, view, recipients, list, columns, sources }: LogProps) {
  const t = await getTranslations("usage");
  if (list.rows.length === 0) return <Nothing view={view} t={t} fmt={fmt} />;
  const costs = columns.includes("cost") ? await costsOf(ctx, list.rows) : new Map<bigint, bigint>();
  const decimals = creditDecimals(list.rows.map(({ amountMicro }) => amountMicro));
  return (
    <>
      {list.sort !== view.sort && (
        <p role="status" className="mb-3 text-warn">
          {t("sort.tooMany", { count: fmt.number(list.totals.events), most: fmt.number(mostSorted) })}
        </p>
      )}
      <DataList
        caption={t("title")}
        captionHidden
        columns={[
          { id: "time", header: t("columns.time", { zone: fmt.zone(ctx.now) }), rowHeader: true, nowrap: true },
          ...logColumns(columns, t),
          { id: "credits", header: t("columns.credits"), align: "end" as const },
        ].map((column) => ({ ...column, sort: sortLink(column.id, { view, sorted: list.sort, recipients }) }))}
        rows={list.rows.map((row) => {
          const cursor = cursorText(row.cursor);
          return {
            key: cursor,
            href: usageHref(view, { item: cursor }),
            current: view.item !== null && cursorText(view.item) === cursor,
            cells: {
              time: fmt.dateTimeSeconds(row.occurredAt),
              ...Object.fromEntries(
                columns.map((column) => [column, logCell(column, row, { fmt, sources, t, costs })]),
              ),
              credits: fmt.credits(row.amountMicro, { decimals }),
            },
          };
        })}
      />
      <Pages list={list} view={view} t={t} fmt={fmt} />
    </>
  );
}
