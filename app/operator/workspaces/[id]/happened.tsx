import { getTranslations } from "next-intl/server";
import { pageLocale } from "@/app/_gate/locale";
import type { OpenedOperation } from "@/app/_gate/operator-page";
import { type AuditWords, auditActor, auditSentence } from "@/app/_words/audit-words";
import { DataList } from "@/components/data-list/data-list";
import { EmptyState } from "@/components/shell/empty-state";
import { Section } from "@/components/shell/section";
import { Status } from "@/components/ui/status";
import type { Context } from "@/lib/context";
import { translatorFor } from "@/lib/i18n/translator";
import { listJournal } from "@/lib/ledger/list-journal";
import type { ShownAdjustment } from "@/lib/operator/workspaces-data";
import { listAudit } from "@/lib/team/data";

type HappenedProps = { page: OpenedOperation; inside: Context; adjustments: readonly ShownAdjustment[] };

const tones = { waiting: "warn", done: "ok", refused: "quiet" } as const;

/** What was given by word, what moved in the books, and who changed what. */
export async function Happened({ page: { fmt }, inside, adjustments }: HappenedProps) {
  const [t, locale, { rows: journal }, { rows: audit }] = await Promise.all([
    getTranslations("operator-workspaces.happened"),
    pageLocale(),
    listJournal(inside, {}, { after: null, limit: 10 }),
    listAudit(inside, { size: 10 }),
  ]);
  const words: AuditWords = { t: translatorFor(locale, "team"), common: translatorFor(locale, "common"), locale };
  return (
    <>
      {adjustments.length > 0 && (
        <Section title={t("adjustments")}>
          <DataList
            caption={t("adjustments")}
            captionHidden
            columns={[
              { id: "reason", header: t("reason"), rowHeader: true, item: "title" },
              { id: "credits", header: t("credits"), align: "end", item: "value" },
              { id: "state", header: t("state"), item: "meta" },
              { id: "who", header: t("who"), item: "detail" },
            ]}
            rows={adjustments.map((one) => ({
              key: one.id,
              cells: {
                reason: (
                  <>
                    <span className="block break-words">{one.reason}</span>
                    <span className="block text-xs text-ink-3">{t(`kind.${one.kind}`)}</span>
                  </>
                ),
                credits: fmt.credits(one.creditsMicro, { sign: "always" }),
                state: <Status tone={tones[one.state]}>{t(`states.${one.state}`)}</Status>,
                who: one.decidedByName
                  ? t("asked2", { name: one.askedByName, second: one.decidedByName, when: fmt.dateTime(one.askedAt) })
                  : t("asked1", { name: one.askedByName, when: fmt.dateTime(one.askedAt) }),
              },
            }))}
          />
        </Section>
      )}
      <Section title={t("activity")}>
        {journal.length === 0 ? (
          <EmptyState title={t("noActivity")} />
        ) : (
          <DataList
            caption={t("activity")}
            captionHidden
            columns={[
              { id: "what", header: t("what"), rowHeader: true, item: "title" },
              { id: "when", header: t("when"), nowrap: true, item: "meta" },
              { id: "credits", header: t("credits"), align: "end", item: "value" },
            ]}
            rows={journal.map((row) => ({
              key: `${row.tx} ${row.pocket}`,
              cells: {
                what: t(`moves.${row.kind}`),
                when: fmt.dateTimeSeconds(row.at),
                credits: fmt.credits(row.planMicro + row.promoMicro + row.walletMicro - row.debtMicro, {
                  sign: "always",
                }),
              },
            }))}
          />
        )}
      </Section>
      <Section title={t("audit")}>
        {audit.length === 0 ? (
          <EmptyState title={t("noAudit")} />
        ) : (
          <DataList
            caption={t("audit")}
            captionHidden
            columns={[
              { id: "what", header: t("what"), rowHeader: true, item: "title" },
              { id: "who", header: t("who"), item: "detail" },
              { id: "when", header: t("when"), nowrap: true, item: "meta" },
            ]}
            rows={audit.map((row) => ({
              key: String(row.seq),
              cells: {
                what: auditSentence(row, words),
                who: auditActor(row, words),
                when: fmt.dateTimeSeconds(row.at),
              },
            }))}
          />
        )}
      </Section>
    </>
  );
}
