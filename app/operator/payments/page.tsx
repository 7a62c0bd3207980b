import { getTranslations } from "next-intl/server";
import { openOperatorPage } from "@/app/_gate/operator-page";
import { PageHeader } from "@/components/shell/page-header";
import { operated, operatorTitle } from "../operated";
import { EventsSection } from "./events-section";
import { PurchaseSearch } from "./purchase-search";
import { ReviewsSection } from "./reviews-section";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export const generateMetadata = () => operatorTitle("operator.nav.payments");

/** "Which money waits for me, and what have the providers told?" */
async function OperatorPaymentsPage({ searchParams }: Props) {
  const page = await openOperatorPage("/operator/payments");
  const [t, asked] = await Promise.all([getTranslations("operator-payments"), searchParams]);
  return (
    <>
      <PageHeader title={t("title")} meta={page.fmt.zone(page.ctx.now)} lead={t("lead")} />
      <ReviewsSection page={page} />
      <PurchaseSearch page={page} asked={asked} />
      <EventsSection page={page} asked={asked} />
    </>
  );
}

export default operated(OperatorPaymentsPage);
