import { getTranslations } from "next-intl/server";
import { pageLocale } from "@/app/_gate/locale";
import type { OpenedPage } from "@/app/_gate/page";
import { all } from "@/app/_words/list-words";
import { CopyField } from "@/components/forms/copy-field";
import { pageHref } from "@/components/shell/navigation";
import { Link } from "@/components/ui/link";
import type { ListedExport } from "@/lib/exports/data";
import { exportFileName } from "@/lib/exports/file-name";
import type { CsvFormat } from "@/lib/exports/formats";
import type { UsageFilter } from "@/lib/metering/usage-filter";
import { type LocalDay, zoneLabel } from "@/lib/time";
import { ExportStatus } from "../_exports/export-status";

/** One file: what stands in it, who wanted it and how it stands. */
export async function ExportItem({ page, row }: { page: OpenedPage; row: ListedExport }) {
  const { ctx, workspace, fmt } = page;
  const [t, usage, common, locale] = await Promise.all([
    getTranslations("exports"),
    getTranslations("usage"),
    getTranslations("common"),
    pageLocale(),
  ]);
  const { from, to, ...narrowed } = row.filter as UsageFilter & { from: LocalDay; to: LocalDay };
  const fields = (Object.keys(narrowed) as (keyof typeof narrowed)[]).map((name) => usage(`filter.${name}`));
  const facts = t("facts", {
    days: fmt.dayRange(from, to),
    format: t(`format.${row.format as CsvFormat}`),
    zone: zoneLabel(row.zone, ctx.now),
    recipients: t(row.recipients === "full" ? "fullShort" : "maskedShort"),
  });
  return (
    <li
      id={row.id}
      className="grid gap-x-8 gap-y-3 border-b border-line py-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]"
    >
      <div className="min-w-0">
        <h2 className="font-semibold break-all">{exportFileName(workspace.slug, row)}</h2>
        <p className="text-ink-2">{facts}</p>
        {fields.length > 0 && <p className="text-ink-2">{t("narrowed", { fields: all(fields, locale) })}</p>}
        <p className="text-xs text-ink-3">
          {t("askedBy", { person: row.requestedByName ?? t("someone"), time: fmt.dateTime(row.createdAt) })}
        </p>
        <Link variant="standalone" href={`${pageHref(workspace.slug, "usage")}?${addressOf(row.filter)}`}>
          {t("open")}
        </Link>
      </div>
      <ExportStatus page={page} row={row}>
        {row.state === "done" && row.sha256 && (
          <div className="mt-1.5 text-xs">
            <span className="text-ink-3">{t("checksum.label")}</span>{" "}
            <CopyField value={row.sha256} label={t("checksum.copy")} copied={common("status.copied")} />{" "}
            <a
              href={`/w/${workspace.slug}/exports/${row.id}/checksum`}
              download
              className="inline-flex min-h-6 items-center rounded-bar font-medium text-accent hover:underline pointer-coarse:min-h-11"
            >
              {t("checksum.file")}
            </a>
          </div>
        )}
      </ExportStatus>
    </li>
  );
}

function addressOf(filter: Record<string, unknown>): string {
  const query = new URLSearchParams({ range: "custom" });
  for (const [name, value] of Object.entries(filter)) {
    for (const one of [value].flat()) query.append(name, String(one));
  }
  return query.toString();
}
