import { getTranslations } from "next-intl/server";
import { formLabels } from "@/app/_words/form-labels";
import { Field } from "@/components/forms/field";
import { ActionForm } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Section } from "@/components/shell/section";
import { listCards, readCard as readLines } from "@/lib/operator/catalogue-data";
import { readDraft } from "@/lib/operator/drafts";
import { ratesDraft } from "@/lib/operator/offer-draft";
import { readCard } from "@/lib/rates/read-card";
import { writeCard } from "@/lib/rates/write-card";
import { localTime } from "@/lib/time";
import { checkRates } from "./actions";
import { type AreaProps, textOf } from "./asked";
import { RatesPreview } from "./rates-preview";
import { Versions } from "./versions";

/** What a message or a minute costs in credits, for everybody: a card at a time, as a file. */
export async function RatesArea({ page, asked }: AreaProps) {
  const { ctx, fmt } = page;
  const [t, common, labels, cards, content] = await Promise.all([
    getTranslations("operator-catalogue"),
    getTranslations("common"),
    formLabels(),
    listCards(ctx),
    readDraft(ctx, "rates", textOf(asked, "draft")),
  ]);
  const draft = content && ratesDraft.parse(content);
  const at = draft?.startsAt ?? ctx.now;
  const current = cards.find(({ startsAt }) => startsAt <= at);
  const lines = current ? await readLines(ctx, current.id) : [];
  return (
    <>
      {draft && (
        <RatesPreview
          page={page}
          draft={textOf(asked, "draft")}
          before={lines}
          read={readCard(draft.csv)}
          startsAt={draft.startsAt}
        />
      )}
      <Section title={t("rates.versions")}>
        <Versions
          caption={t("rates.versions")}
          header={t("rates.card")}
          none={t("rates.none")}
          fmt={fmt}
          rows={cards.map((card) => ({
            ...card,
            key: card.id,
            what: card.name,
            detail: t("rates.lines", { count: card.lines }),
          }))}
        />
      </Section>
      <Section title={t("rates.change")} lead={t("rates.changeLead")} ruled>
        <ActionForm
          key={textOf(asked, "draft")}
          action={checkRates}
          labels={labels}
          unsaved={labels.unsaved}
          className="max-w-180 sm:grid-cols-2"
        >
          <Field name="name" label={t("rates.name")} maxLength={80} defaultValue={draft?.name} />
          <Field
            name="startsAt"
            label={t("form.startsAt")}
            hint={t("form.startsAtHint")}
            type="datetime-local"
            optional={common("form.optional")}
            defaultValue={draft?.startsAt ? localTime(draft.startsAt, "UTC").slice(0, 16) : ""}
          />
          <div className="sm:col-span-2">
            <Field
              name="file"
              label={t("rates.file")}
              hint={t("rates.fileHint")}
              type="file"
              accept=".csv,text/csv,text/plain"
              optional={common("form.optional")}
            />
          </div>
          <div className="sm:col-span-2">
            <Field
              name="csv"
              label={t("rates.csv")}
              hint={t("rates.csvHint")}
              rows={14}
              className="font-mono text-xs"
              defaultValue={draft?.csv ?? writeCard(lines)}
            />
          </div>
          <div className="sm:col-span-2">
            <SubmitButton>{t("rates.check")}</SubmitButton>
          </div>
        </ActionForm>
      </Section>
    </>
  );
}
