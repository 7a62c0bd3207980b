import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { pageHref } from "@/components/shell/navigation";
import { Link } from "@/components/ui/link";
import { findExport } from "@/lib/exports/data";
import { exportId, mostAtOnce } from "@/lib/exports/schema";
import { ExportStatus } from "../_exports/export-status";
import { ExportStart } from "./export-start";

type ExportTrayProps = { page: OpenedPage; given: string | string[] | undefined };

/** The export that was begun here, under the filter it is of. A small file begins in the browser at once. */
export async function ExportTray({ page, given }: ExportTrayProps) {
  const { ctx, workspace } = page;
  const id = exportId.safeParse(given).data;
  const row = id ? await findExport(ctx, id) : null;
  if (!row || ctx.actor.kind !== "user" || row.requestedBy !== ctx.actor.id) return null;
  const t = await getTranslations("exports");
  const file = `/w/${workspace.slug}/exports/${row.id}/file`;
  const begins = row.state === "waiting" && row.expectedRows < mostAtOnce;
  return (
    <section aria-label={t("title")} className="mb-5">
      <ExportStatus page={page} row={row} named awaited>
        <Link variant="standalone" href={`${pageHref(workspace.slug, "exports")}#${row.id}`}>
          {t("all")}
        </Link>
      </ExportStatus>
      {begins && <ExportStart href={file} />}
    </section>
  );
}
