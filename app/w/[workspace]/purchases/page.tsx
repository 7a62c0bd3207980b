import { getTranslations } from "next-intl/server";
import { leadsNowhere } from "@/app/_gate/nowhere";
import { openPage } from "@/app/_gate/page";
import { EmptyState } from "@/components/shell/empty-state";
import { pageHref } from "@/components/shell/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Button, buttonLook } from "@/components/ui/button";
import { listPurchases } from "@/lib/purchases/list-purchases";
import { pageTitle } from "../page-title";
import { refusable } from "../refusable";
import { Finder } from "./finder";
import { filterOf } from "./purchase-filter";
import { PurchaseList } from "./purchase-list";
import { type Given, isNarrowed, purchasesQuery, purchaseView } from "./purchase-search";

type Props = { params: Promise<{ workspace: string }>; searchParams: Promise<Given> };

export const generateMetadata = ({ params }: Props) => pageTitle(params, "purchases.title");

const pageSize = 50;

/** "Get the document; resolve what is unpaid." */
async function PurchasesPage({ params, searchParams }: Props) {
  const page = await openPage("/w/[workspace]/purchases", params);
  const { ctx, workspace, role, fmt } = page;
  const view = purchaseView(await searchParams);
  const [t, list] = await Promise.all([
    getTranslations("purchases"),
    listPurchases(ctx, workspace.timeZone, filterOf(view, fmt), { after: view.after, limit: pageSize }),
  ]);
  const here = pageHref(workspace.slug, "purchases");
  const buy = pageHref(workspace.slug, "buy");
  const isNew = list.counts.all === 0 && !isNarrowed(view);
  return (
    <>
      <PageHeader
        title={t("title")}
        meta={fmt.zone(ctx.now)}
        lead={t("lead")}
        actions={
          !isNew && (
            <a href={`${here}/purchases.csv${purchasesQuery(view)}`} download className={buttonLook({})}>
              {t("files.csv")}
            </a>
          )
        }
      />
      {isNew ? (
        <EmptyState
          title={t("none.title")}
          action={
            !leadsNowhere(buy, role) && (
              <Button variant="primary" href={buy}>
                {t("none.action")}
              </Button>
            )
          }
        >
          {t("none.body")}
        </EmptyState>
      ) : (
        <>
          <Finder here={here} view={view} counts={list.counts} />
          <PurchaseList page={page} view={view} list={list} />
        </>
      )}
    </>
  );
}

export default refusable(PurchasesPage);
