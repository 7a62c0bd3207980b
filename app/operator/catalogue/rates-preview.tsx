import { getTranslations } from "next-intl/server";
import type { OpenedOperation } from "@/app/_gate/operator-page";
import { formLabels } from "@/app/_words/form-labels";
import { DataList } from "@/components/data-list/data-list";
import { ActionForm } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { AsyncStatus } from "@/components/shell/async-status";
import { Section } from "@/components/shell/section";
import { compareCards } from "@/lib/rates/compare-cards";
import type { Rate } from "@/lib/rates/rate";
import type { ReadCard } from "@/lib/rates/read-card";
import { publishRates } from "./actions";

type RatesPreviewProps = {
  page: OpenedOperation;
  draft: string;
  before: readonly Rate[];
  read: ReadCard;
  startsAt: Date | null;
};

const mostShown = 200;

/** Every line that is wrong, or, when none is, every line that would change. */
export async function RatesPreview({ page: { fmt }, draft, before, read, startsAt }: RatesPreviewProps) {
  const [t, labels] = await Promise.all([getTranslations("operator-catalogue.ratesPreview"), formLabels()]);
  if (read.problems.length > 0) {
    return (
      <Section title={t("wrong")} anchor="problems">
        <AsyncStatus state="failed" title={t("problems", { count: read.problems.length })}>
          <ul className="mt-1 grid gap-0.5">
            {read.problems.slice(0, mostShown).map(({ line, problem, text }) => (
              <li key={`${line}-${problem}`}>{t("line", { line, problem: t(`problem.${problem}`, { text }) })}</li>
            ))}
          </ul>
        </AsyncStatus>
      </Section>
    );
  }
  const when = startsAt ? fmt.dateTime(startsAt) : t("now");
  const changed = compareCards(before, read.rates);
  const price = (rate: Rate | null) =>
    rate ? t("price", { credits: fmt.credits(rate.priceMicro), unit: t(`units.${rate.unit}`) }) : "–";
  return (
    <Section
      title={t("title", { when })}
      lead={t("lead", { changed: changed.length, lines: read.rates.length })}
      anchor="preview"
    >
      {changed.length > 0 && (
        <DataList
          caption={t("title", { when })}
          captionHidden
          columns={[
            { id: "line", header: t("rate"), rowHeader: true, item: "title" },
            { id: "before", header: t("before"), align: "end", item: "meta" },
            { id: "after", header: t("after"), align: "end", item: "value" },
          ]}
          rows={changed.slice(0, mostShown).map((one) => ({
            key: one.key,
            cells: {
              line: one.key,
              before: price(one.before),
              after: <span className="font-semibold">{price(one.after)}</span>,
            },
          }))}
        />
      )}
      {changed.length > mostShown && (
        <p className="mt-2 text-ink-2">{t("more", { count: changed.length - mostShown })}</p>
      )}
      <div className="mt-5">
        <ActionForm action={publishRates} hidden={{ draft }} labels={labels} label={t("publish", { when })}>
          <SubmitButton>{t("publish", { when })}</SubmitButton>
        </ActionForm>
      </div>
    </Section>
  );
}
