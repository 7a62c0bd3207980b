import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { openPage } from "@/app/_gate/page";
import { pageHref } from "@/components/shell/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Link } from "@/components/ui/link";
import { listNumberCredits } from "@/lib/numbers/data";
import { BuyPage } from "../../../_buy/buy-page";
import { pageTitle } from "../../../page-title";
import { refusable } from "../../../refusable";

type Search = { credits?: string | string[] };
type Props = { params: Promise<{ workspace: string; id: string }>; searchParams: Promise<Search> };

export const generateMetadata = ({ params }: Props) => pageTitle(params, "buy.title");

/** The same desk for one number: its credits are its own. */
async function TopUpPage({ params, searchParams }: Props) {
  const page = await openPage("/w/[workspace]/numbers/[id]/top-up", params);
  const [t, { id }, { credits }, numbers] = await Promise.all([
    getTranslations("buy"),
    params,
    searchParams,
    listNumberCredits(page.ctx),
  ]);
  const number = numbers.find((one) => one.id === decodeURIComponent(id));
  if (!number) notFound();
  return (
    <>
      <PageHeader
        title={t("topUpTitle", { name: number.name })}
        meta={
          <Link variant="standalone" href={pageHref(page.workspace.slug, "numbers")}>
            {t("toNumbers")}
          </Link>
        }
        lead={t("topUpLead", { name: number.name })}
      />
      <BuyPage page={page} wished={typeof credits === "string" ? credits : undefined} number={number.id} />
    </>
  );
}

export default refusable(TopUpPage);
