import { getTranslations } from "next-intl/server";
import { openOperatorPage } from "@/app/_gate/operator-page";
import { AsyncStatus } from "@/components/shell/async-status";
import { PageHeader } from "@/components/shell/page-header";
import { Segmented } from "@/components/ui/segmented";
import { operated, operatorTitle } from "../operated";
import { AgreementsArea } from "./agreements-area";
import { areaOf, areas } from "./asked";
import { PricesArea } from "./prices-area";
import { RatesArea } from "./rates-area";
import { SellersArea } from "./sellers-area";
import { TaxesArea } from "./taxes-area";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export const generateMetadata = () => operatorTitle("operator.nav.catalogue");

const drawn = {
  prices: PricesArea,
  agreements: AgreementsArea,
  rates: RatesArea,
  taxes: TaxesArea,
  sellers: SellersArea,
};

/** "What does it cost, since when, and from when will it cost something else?" */
async function OperatorCataloguePage({ searchParams }: Props) {
  const page = await openOperatorPage("/operator/catalogue");
  const [t, asked] = await Promise.all([getTranslations("operator-catalogue"), searchParams]);
  const area = areaOf(asked);
  const Area = drawn[area];
  return (
    <>
      <PageHeader title={t("title")} meta={page.fmt.zone(page.ctx.now)} lead={t("lead")} />
      <Segmented
        label={t("areas.label")}
        value={area}
        options={areas.map((one) => ({
          value: one,
          label: t(`areas.${one}`),
          href: `/operator/catalogue?area=${one}`,
        }))}
      />
      {asked.published && (
        <div className="mt-5">
          <AsyncStatus state="done" title={t("published")} />
        </div>
      )}
      <Area page={page} asked={asked} />
    </>
  );
}

export default operated(OperatorCataloguePage);
