import { getTranslations } from "next-intl/server";
import { openPage } from "@/app/_gate/page";
import { PageHeader } from "@/components/shell/page-header";
import { BuyPage } from "../_buy/buy-page";
import { pageTitle } from "../page-title";
import { refusable } from "../refusable";

type Search = { credits?: string | string[] };
type Props = { params: Promise<{ workspace: string }>; searchParams: Promise<Search> };

export const generateMetadata = ({ params }: Props) => pageTitle(params, "buy.title");

/** To pay for the right amount without surprises. */
async function BuyCreditsPage({ params, searchParams }: Props) {
  const page = await openPage("/w/[workspace]/buy", params);
  const [t, { credits }] = await Promise.all([getTranslations("buy"), searchParams]);
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <BuyPage page={page} wished={typeof credits === "string" ? credits : undefined} />
    </>
  );
}

export default refusable(BuyCreditsPage);
