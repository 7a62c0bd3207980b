import { getTranslations } from "next-intl/server";
import { openPage } from "@/app/_gate/page";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { localDay } from "@/lib/time";
import { pageTitle } from "../page-title";
import { refusable } from "../refusable";
import { CardFigures } from "./card-figures";
import { CardTable } from "./card-table";
import { Changes } from "./changes";
import { Estimate } from "./estimate";
import { Found } from "./found";
import { type Given, ratesQuery, ratesView } from "./rates-search";
import { readRates } from "./read-rates";
import { SearchBar } from "./search-bar";

type Props = { params: Promise<{ workspace: string }>; searchParams: Promise<Given> };

export const generateMetadata = ({ params }: Props) => pageTitle(params, "rates.title");

/** "What does one message cost there?" */
async function RatesPage({ params, searchParams }: Props) {
  const page = await openPage("/w/[workspace]/rates", params);
  const { ctx, workspace, fmt } = page;
  const view = ratesView(await searchParams, localDay(ctx.now, workspace.timeZone));
  const [t, read] = await Promise.all([
    getTranslations("rates"),
    readRates({ ctx, workspace, view, locale: fmt.locale }),
  ]);
  return (
    <>
      <PageHeader
        title={t("title")}
        meta={t("as", { day: fmt.date(read.at), zone: fmt.zone(ctx.now) })}
        actions={
          <>
            <Button href="#estimate">{t("estimate.title")}</Button>
            {read.rows.length > 0 && (
              <Button
                href={`/w/${workspace.slug}/rates/csv${ratesQuery({ ...view, page: 1 })}`}
                prefetch={false}
                icon="file"
              >
                {t("csv")}
              </Button>
            )}
          </>
        }
      />
      <SearchBar view={view} today={localDay(ctx.now, workspace.timeZone)} />
      <CardFigures page={page} read={read} />
      <Found page={page} view={view} read={read} />
      <CardTable page={page} view={view} read={read} />
      <Estimate page={page} view={view} read={read} />
      <Changes page={page} read={read} />
    </>
  );
}

export default refusable(RatesPage);
