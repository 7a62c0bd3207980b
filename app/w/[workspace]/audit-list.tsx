import { getTranslations } from "next-intl/server";
import { pageLocale } from "@/app/_gate/locale";
import { auditActor, auditSentence } from "@/app/_words/audit-words";
import { DataList } from "@/components/data-list/data-list";
import type { Formatter } from "@/lib/format";
import type { AuditRow } from "@/lib/team/data";

type AuditListProps = { rows: readonly AuditRow[]; fmt: Formatter; caption: string };

export async function AuditList({ rows, fmt, caption }: AuditListProps) {
  const [t, common, locale] = await Promise.all([getTranslations("team"), getTranslations("common"), pageLocale()]);
  const words = { t, common, locale };
  return (
    <DataList
      caption={caption}
      captionHidden
      columns={[
        { id: "when", header: t("audit.when"), width: "w-48" },
        { id: "what", header: t("audit.what"), rowHeader: true },
        { id: "who", header: t("audit.who"), width: "w-56", item: "detail" },
      ]}
      rows={rows.map((row) => ({
        key: String(row.seq),
        cells: {
          when: <time dateTime={row.at.toISOString()}>{fmt.dateTime(row.at)}</time>,
          what: <span className="wrap-anywhere">{auditSentence(row, words)}</span>,
          who: <span className="wrap-anywhere">{auditActor(row, words)}</span>,
        },
      }))}
    />
  );
}
