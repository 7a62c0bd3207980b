import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { DataList } from "@/components/data-list/data-list";
import { Section } from "@/components/shell/section";
import type { BookCheck } from "@/lib/reconciliation/data";
import { toldFinding } from "./finding-words";

type FindingsProps = { page: OpenedPage; check: BookCheck; isLatest: boolean };

/** Every wrong row by itself, under the promise that it breaks; of very many the first of each promise. */
export async function Findings({ page: { fmt }, check, isLatest }: FindingsProps) {
  const t = await getTranslations("reconciliation");
  const findings = check.findings ?? [];
  const wrong = check.wrong ?? 0;
  if (wrong === 0) {
    if (isLatest) return null;
    return (
      <Section title={t("findings.older", { time: fmt.dateTime(check.askedAt) })}>
        <p className="text-ink-2">{t("findings.olderRight")}</p>
      </Section>
    );
  }
  return (
    <Section
      anchor="findings"
      title={isLatest ? t("findings.title") : t("findings.older", { time: fmt.dateTime(check.askedAt) })}
      lead={t("findings.lead")}
    >
      <DataList
        caption={t("findings.title")}
        captionHidden
        columns={[
          { id: "row", header: t("findings.row"), rowHeader: true },
          { id: "promise", header: t("findings.promise"), item: "detail" },
          { id: "expected", header: t("findings.expected"), align: "end", item: "meta" },
          { id: "found", header: t("findings.found"), align: "end" },
          { id: "by", header: t("findings.by"), align: "end", item: "hidden" },
        ]}
        rows={findings.map((finding, i) => {
          const told = toldFinding(finding, fmt, t);
          return {
            key: `finding ${i + 1}`,
            cells: {
              row: (
                <>
                  {told.row}
                  <span className="block font-mono text-xs font-normal break-all text-ink-3">{told.reference}</span>
                </>
              ),
              promise: <span className="text-ink-2">{t(`rules.${finding.rule as "lot-whole"}`)}</span>,
              expected: (
                <>
                  <span className="sm:@min-[31rem]:hidden">{t("findings.expected")} </span>
                  {told.expected}
                </>
              ),
              found: <span className="font-semibold text-danger">{told.found}</span>,
              by: told.by,
            },
          };
        })}
      />
      {findings.length < wrong && (
        <p className="mt-2 text-ink-2">{t("findings.more", { named: findings.length, count: wrong })}</p>
      )}
    </Section>
  );
}
