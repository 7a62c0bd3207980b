import { getTranslations } from "next-intl/server";
import { pageLocale } from "@/app/_gate/locale";
import { DataList } from "@/components/data-list/data-list";
import { EmptyState } from "@/components/shell/empty-state";
import { Section } from "@/components/shell/section";
import { Button } from "@/components/ui/button";
import { listSellers } from "@/lib/operator/catalogue-data";
import { type AreaProps, textOf } from "./asked";
import { SellerForm } from "./seller-form";

/** Who sells in which currency, and so whose name stands on the invoice. */
export async function SellersArea({ page: { ctx, fmt }, asked }: AreaProps) {
  const [t, locale, sellers] = await Promise.all([
    getTranslations("operator-catalogue.sellers"),
    pageLocale(),
    listSellers(ctx),
  ]);
  const chosen = sellers.find(({ id }) => id === textOf(asked, "seller"));
  return (
    <>
      <Section title={t("title")}>
        {sellers.length === 0 ? (
          <EmptyState title={t("none")} />
        ) : (
          <DataList
            caption={t("title")}
            captionHidden
            columns={[
              { id: "name", header: t("legalName"), rowHeader: true, item: "title" },
              { id: "sells", header: t("sells"), item: "value" },
              { id: "place", header: t("place"), item: "meta" },
              { id: "prefix", header: t("invoicePrefix"), item: "meta" },
              { id: "change", header: t("change"), headerHidden: true, item: "actions" },
            ]}
            rows={sellers.map((seller) => ({
              key: seller.id,
              cells: {
                name: (
                  <>
                    <span className="block font-medium break-words">{seller.legalName}</span>
                    {seller.taxId && <span className="block text-xs text-ink-3">{seller.taxId}</span>}
                  </>
                ),
                sells: seller.currencies.join(", ") || "–",
                place: `${seller.city}, ${fmt.country(seller.country)}`,
                prefix: seller.invoicePrefix,
                change: (
                  <Button variant="quiet" size="sm" href={`?area=sellers&seller=${seller.id}#seller`}>
                    {t("change")}
                  </Button>
                ),
              },
            }))}
          />
        )}
      </Section>
      <Section
        title={chosen ? t("changeOf", { name: chosen.legalName }) : t("add")}
        lead={t("lead")}
        anchor="seller"
        action={chosen && <Button href="?area=sellers#seller">{t("add")}</Button>}
        ruled
      >
        <SellerForm key={chosen?.id ?? ""} seller={chosen} locale={locale} now={ctx.now} />
      </Section>
    </>
  );
}
