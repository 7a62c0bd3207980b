import { getTranslations } from "next-intl/server";
import { openPage } from "@/app/_gate/page";
import { EmptyState } from "@/components/shell/empty-state";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { readBalance } from "@/lib/ledger/balance";
import { findNumbers } from "@/lib/numbers/find-numbers";
import { listNumbers } from "@/lib/numbers/list-numbers";
import { standingOf, standings } from "@/lib/numbers/standing";
import { pageTitle } from "../page-title";
import { refusable } from "../refusable";
import { NumberFigures } from "./number-figures";
import { NumberList, type StandingRow } from "./number-list";
import { NumberSearch } from "./number-search";
import { type Given, numbersView } from "./numbers-search";

type Props = { params: Promise<{ workspace: string }>; searchParams: Promise<Given> };

export const generateMetadata = ({ params }: Props) => pageTitle(params, "numbers.title");

/** "Which number runs out?" */
async function NumbersPage({ params, searchParams }: Props) {
  const page = await openPage("/w/[workspace]/numbers", params);
  const { ctx, workspace, fmt } = page;
  const view = numbersView(await searchParams);
  const [t, balance, all] = await Promise.all([
    getTranslations("numbers"),
    readBalance(ctx),
    listNumbers(ctx, workspace.timeZone),
  ]);
  const { availableMicro } = balance;
  const rows = all
    .map((row): StandingRow => ({ ...row, standing: standingOf({ ...row, workspaceMicro: availableMicro }) }))
    .toSorted((a, b) => standings.indexOf(a.standing) - standings.indexOf(b.standing));
  const found = findNumbers(rows, view.q).filter(({ standing }) => view.state === null || standing === view.state);
  return (
    <>
      <PageHeader
        title={t("title")}
        meta={<span data-moment>{t("updated", { time: fmt.time(ctx.now), zone: fmt.zone(ctx.now) })}</span>}
        lead={t("lead")}
      />
      {all.length === 0 ? (
        <EmptyState title={t("empty.none")} action={<Button href="/docs#putNumber">{t("empty.docs")}</Button>}>
          {t("empty.noneBody")}
        </EmptyState>
      ) : (
        <>
          <NumberFigures page={page} rows={rows} workspaceMicro={availableMicro} />
          <NumberSearch view={view} found={found.length} all={all.length} />
          <NumberList page={page} view={view} rows={found} />
        </>
      )}
    </>
  );
}

export default refusable(NumbersPage);
