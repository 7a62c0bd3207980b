import { getTranslations } from "next-intl/server";
import { openOperatorPage } from "@/app/_gate/operator-page";
import { PageLinks } from "@/app/_lists/page-links";
import { DataList } from "@/components/data-list/data-list";
import { Labelled } from "@/components/forms/labelled";
import { EmptyState } from "@/components/shell/empty-state";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Status } from "@/components/ui/status";
import { listAdjustments, listWorkspaces, workspacesPerPage } from "@/lib/operator/workspaces-data";
import { operated, operatorTitle } from "../operated";
import { Waiting } from "./waiting";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export const generateMetadata = () => operatorTitle("operator.nav.workspaces");

/** "How much does each of them have?" */
async function OperatorWorkspacesPage({ searchParams }: Props) {
  const page = await openOperatorPage("/operator/workspaces");
  const { ctx, fmt } = page;
  const asked = await searchParams;
  const query = typeof asked.q === "string" ? asked.q.trim().slice(0, 80) : "";
  const number = /^[1-9]\d{0,4}$/.test(String(asked.page)) ? Number(asked.page) : 1;
  const [t, { total, rows }, waiting] = await Promise.all([
    getTranslations("operator-workspaces"),
    listWorkspaces(ctx, { query, page: number }),
    listAdjustments(ctx, "waiting"),
  ]);
  const available = rows.map((row) => row.planMicro + row.promoMicro + row.walletMicro - row.debtMicro);
  // Each has its own fineness here: the largest and the finest of them all would leave no room for anybody's name.
  const credits = (micro: bigint) => fmt.credits(micro);
  const href = (to: number) =>
    `/operator/workspaces?${new URLSearchParams({ ...(query && { q: query }), page: String(to) })}`;
  return (
    <>
      <PageHeader title={t("title")} meta={fmt.zone(ctx.now)} lead={t("lead")} />
      <Waiting page={page} waiting={waiting} />
      <form className="mt-5 mb-4 flex flex-wrap items-end gap-3">
        <Labelled id="workspace-search" label={t("search")} shown className="min-w-[min(15rem,100%)]">
          <Input id="workspace-search" name="q" type="search" defaultValue={query} maxLength={80} />
        </Labelled>
        <Button type="submit" icon="search">
          {t("find")}
        </Button>
        {query && (
          <Button href="/operator/workspaces" variant="quiet">
            {t("clear")}
          </Button>
        )}
      </form>
      {rows.length === 0 ? (
        <EmptyState title={query ? t("noMatch") : t("none")} />
      ) : (
        <DataList
          caption={t("title")}
          captionHidden
          columns={[
            { id: "name", header: t("columns.name"), rowHeader: true, item: "title" },
            { id: "available", header: t("columns.available"), align: "end", item: "value" },
            { id: "wallet", header: t("columns.wallet"), align: "end", item: "hidden" },
            { id: "plan", header: t("columns.plan"), align: "end", item: "hidden" },
            { id: "promo", header: t("columns.promo"), align: "end", item: "hidden" },
            { id: "held", header: t("columns.held"), align: "end", item: "hidden" },
            { id: "debt", header: t("columns.debt"), align: "end", item: "hidden" },
            { id: "last", header: t("columns.last"), nowrap: true, item: "meta" },
          ]}
          rows={rows.map((row, i) => ({
            key: row.id,
            href: `/operator/workspaces/${row.id}`,
            cells: {
              name: (
                <span className="grid min-w-0 gap-0.5">
                  <span className="font-medium wrap-anywhere">{row.name}</span>
                  <span className="text-xs text-ink-3">
                    {t("members", { currency: row.currency, count: row.members })}
                  </span>
                  {row.frozen && <Status tone="danger">{t("frozen")}</Status>}
                </span>
              ),
              available: <span className="font-semibold">{credits(available[i] ?? 0n)}</span>,
              wallet: credits(row.walletMicro),
              plan: credits(row.planMicro),
              promo: credits(row.promoMicro),
              held: credits(row.heldMicro),
              debt: credits(row.debtMicro),
              last: row.lastPaidAt ? fmt.date(row.lastPaidAt) : t("never"),
            },
          }))}
        />
      )}
      <PageLinks
        page={{ number, first: (number - 1) * workspacesPerPage, shown: rows, count: total }}
        href={href}
        fmt={fmt}
      />
    </>
  );
}

export default operated(OperatorWorkspacesPage);
