import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { DataList } from "@/components/data-list/data-list";
import { EmptyState } from "@/components/shell/empty-state";
import { pageHref } from "@/components/shell/navigation";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import { namedSources } from "@/lib/metering/named-sources";
import type { PurchaseList as Listed, ListedPurchase } from "@/lib/purchases/list-purchases";
import { isNarrowed, type PurchaseView, purchasesQuery } from "./purchase-search";
import { methodOf, type PurchaseWords, tones } from "./purchase-words";

type PurchaseListProps = { page: OpenedPage; view: PurchaseView; list: Listed };

/** The rows under one form: what is ticked is sent as it stands, and its invoices come back in one file. */
export async function PurchaseList({ page, view, list }: PurchaseListProps) {
  const { ctx, workspace } = page;
  const [t, { numbers }] = await Promise.all([getTranslations("purchases"), namedSources(ctx)]);
  const here = pageHref(workspace.slug, "purchases");
  if (list.rows.length === 0) {
    return (
      <div className="mt-5">
        <EmptyState
          title={t("noMatch.title")}
          action={isNarrowed(view) && <Button href={here}>{t("find.clear")}</Button>}
        >
          {t("noMatch.body")}
        </EmptyState>
      </div>
    );
  }
  const nameOf = (pocket: string) =>
    pocket === "main" ? t("list.wallet") : (numbers.find(({ id }) => id === pocket)?.name ?? pocket);
  return (
    <form method="get" action={`${here}/documents.zip`} className="mt-5">
      {Object.entries({ tab: view.tab, from: view.from, to: view.to, q: view.q }).map(
        ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <DataList
        caption={t("list.caption")}
        captionHidden
        selection={{
          name: "purchase",
          all: t("list.selectAll"),
          each: Object.fromEntries(list.rows.map(({ purchase: { id, number } }) => [id, t("list.select", { number })])),
        }}
        columns={[
          { id: "date", header: t("list.date"), item: "meta", nowrap: true },
          { id: "number", header: t("list.number"), rowHeader: true, nowrap: true },
          { id: "what", header: t("list.what"), item: "meta" },
          { id: "for", header: t("list.for"), item: "hidden" },
          { id: "method", header: t("list.method"), item: "hidden" },
          { id: "status", header: t("list.status"), item: "detail", nowrap: true },
          { id: "total", header: t("list.total"), align: "end" },
          { id: "invoice", header: t("list.invoice"), align: "end", item: "actions" },
        ]}
        rows={list.rows.map((row) => rowOf(page, row, nameOf, t))}
      />
      <Pages view={view} list={list} here={here} page={page} t={t} />
      <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" icon="file">
          {t("files.zip")}
        </Button>
        <p className="text-xs text-ink-3">{t("files.zipHint")}</p>
      </div>
    </form>
  );
}

function rowOf(
  { workspace, fmt }: OpenedPage,
  { purchase, state, payment }: ListedPurchase,
  nameOf: (pocket: string) => string,
  t: PurchaseWords,
) {
  const { id, number, createdAt, creditsMicro, pocket, method, totalMinor, currency } = purchase;
  const href = `${pageHref(workspace.slug, "purchases")}/${id}`;
  return {
    key: id,
    href,
    cells: {
      date: fmt.date(createdAt),
      number,
      what: t("list.credits", { n: fmt.credits(creditsMicro) }),
      for: <span className="break-words">{nameOf(pocket)}</span>,
      method: methodOf(method, payment, t),
      status: <Status tone={tones[state]}>{t(`states.${state}`)}</Status>,
      total: fmt.money(totalMinor, currency),
      invoice: (
        <Link
          variant="standalone"
          href={`${href}/invoice.pdf`}
          prefetch={false}
          aria-label={t("list.viewOf", { number })}
        >
          {t("list.view")}
        </Link>
      ),
    },
  };
}

type PagesProps = PurchaseListProps & { here: string; t: PurchaseWords };

function Pages({ view, list: { rows, next, counts }, here, page: { fmt }, t }: PagesProps) {
  const last = view.skipped + rows.length;
  if (!next && !view.after) return null;
  const shown = `${fmt.number(view.skipped + 1)}–${fmt.number(last)}`;
  return (
    <nav aria-label={t("list.pages")} className="mt-3 flex flex-wrap items-center justify-between gap-3">
      <p className="text-ink-2">{t("list.range", { shown, count: fmt.number(counts[view.tab]) })}</p>
      <div className="flex flex-wrap gap-2">
        {view.after && <Button href={`${here}${purchasesQuery(view)}`}>{t("list.newest")}</Button>}
        {next && (
          <Button href={`${here}${purchasesQuery(view, { after: next, skipped: last })}`}>{t("list.older")}</Button>
        )}
      </div>
    </nav>
  );
}
