import { getTranslations } from "next-intl/server";
import { openPage } from "@/app/_gate/page";
import { EmptyState } from "@/components/shell/empty-state";
import { pageHref } from "@/components/shell/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { listExports } from "@/lib/exports/data";
import { exportId, keptDays } from "@/lib/exports/schema";
import { pageTitle } from "../page-title";
import { refusable } from "../refusable";
import { ExportItem } from "./export-item";

type Props = {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export const generateMetadata = ({ params }: Props) => pageTitle(params, "exports.title");

/** Files that were asked for on Usage: how far they are, and where to take them. */
async function ExportsPage({ params, searchParams }: Props) {
  const page = await openPage("/w/[workspace]/exports", params);
  const { ctx, workspace, fmt } = page;
  const after = exportId.safeParse((await searchParams).after).data;
  const [t, { exports, next }] = await Promise.all([getTranslations("exports"), listExports(ctx, after)]);
  const here = pageHref(workspace.slug, "exports");
  return (
    <>
      <PageHeader title={t("title")} meta={fmt.zone(ctx.now)} lead={t("lead", { days: keptDays })} />
      {exports.length === 0 ? (
        <EmptyState
          title={t("none.title")}
          action={<Button href={pageHref(workspace.slug, "usage")}>{t("none.action")}</Button>}
        >
          {t("none.body", { days: keptDays })}
        </EmptyState>
      ) : (
        <ul aria-label={t("list")} className="-mt-5">
          {exports.map((row) => (
            <ExportItem key={row.id} page={page} row={row} />
          ))}
        </ul>
      )}
      {(next || after) && (
        <div className="mt-5 flex flex-wrap gap-2">
          {after && <Button href={here}>{t("newest")}</Button>}
          {next && <Button href={`${here}?${new URLSearchParams({ after: next })}`}>{t("older")}</Button>}
        </div>
      )}
    </>
  );
}

export default refusable(ExportsPage);
