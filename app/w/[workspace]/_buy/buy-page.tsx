import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { formLabels } from "@/app/_words/form-labels";
import { ActionForm } from "@/components/forms/form";
import { EmptyState } from "@/components/shell/empty-state";
import { pageHref } from "@/components/shell/navigation";
import { Link } from "@/components/ui/link";
import { may } from "@/lib/gate/permissions";
import { buy } from "./actions";
import { AskInstead } from "./ask-instead";
import { BuyDesk } from "./buy-desk";
import { readSale, readTerms } from "./read-sale";

type BuyPageProps = { page: OpenedPage; wished: string | undefined; number?: string };

/** The desk for who may buy; prices and a way to ask for who may not. */
export async function BuyPage({ page, wished, number }: BuyPageProps) {
  const { role, workspace } = page;
  if (!may(role, "credits:buy")) {
    const terms = await readTerms(page);
    return <AskInstead page={page} terms={terms} />;
  }
  const [t, labels, read] = await Promise.all([getTranslations("buy"), formLabels(), readSale(page, wished, number)]);
  if (!read) {
    return <EmptyState title={t("notForSale")}>{t("notForSaleBody", { currency: workspace.currency })}</EmptyState>;
  }
  const { sale, unfinished } = read;
  return (
    <>
      {unfinished && (
        <p className="mb-5 border-s-2 border-accent py-1 ps-3.5 text-ink-2">
          {t("unfinished", { number: unfinished.number })}{" "}
          <Link href={`${pageHref(workspace.slug, "purchases")}/${unfinished.id}`} prefetch={false}>
            {t("continue")}
          </Link>
        </p>
      )}
      <ActionForm
        action={buy}
        labels={labels}
        label={t("title")}
        hidden={{
          workspace: workspace.slug,
          form: sale.formId,
          at: number ?? "main",
          terms: sale.termsVersion,
        }}
      >
        <BuyDesk sale={sale} />
      </ActionForm>
    </>
  );
}
