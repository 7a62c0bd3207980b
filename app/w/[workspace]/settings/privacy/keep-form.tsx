import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { formLabels } from "@/app/_words/form-labels";
import { TickField } from "@/components/forms/choice-field";
import { ActionForm } from "@/components/forms/form";
import { Labelled } from "@/components/forms/labelled";
import { SubmitButton } from "@/components/forms/submit-button";
import { Section } from "@/components/shell/section";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { foreseeSummary, type Retention, readRetention } from "@/lib/retention/data";
import { keptMonths, keptMonthsOf } from "@/lib/retention/kept-months";
import { localDay } from "@/lib/time";
import { keepUsage } from "./actions";

type KeepProps = { page: OpenedPage; asked: string | undefined };

/** How long single items are kept: first a choice, then what it would do, as an address that needs no script. */
export async function KeepForm({ page, asked }: KeepProps) {
  const { ctx, fmt, workspace } = page;
  const [t, retention] = await Promise.all([getTranslations("settings.privacy.keep"), readRetention(ctx)]);
  const spans = [
    { value: "forever", label: t("forever") },
    ...keptMonths.map((months) => ({ value: String(months), label: t("months", { count: months }) })),
  ];
  const now = String(retention.months ?? "forever");
  const chosen = spans.find(({ value }) => value === asked && value !== now);
  return (
    <Section title={t("title")} lead={t("lead")} ruled anchor="keep">
      <p className="mb-4 max-w-[68ch] text-ink-2">
        {t(retention.months ? "done" : "doneForever", { months: retention.months ?? 0 })} {stateText(retention)}
      </p>
      {chosen ? (
        <Confirm page={page} span={chosen} />
      ) : (
        <form method="get" className="flex max-w-96 flex-wrap items-end gap-3">
          <div className="min-w-0 flex-1">
            <Labelled id="keep-months" label={t("label")} shown>
              <Select id="keep-months" name="keep" defaultValue={now} options={spans} />
            </Labelled>
          </div>
          <Button type="submit">{t("next")}</Button>
        </form>
      )}
    </Section>
  );

  function stateText({ summarised }: Retention): string {
    if (!summarised) return t("stateNone");
    return t("state", {
      day: fmt.day(summarised.before),
      count: summarised.items,
      n: fmt.credits(summarised.amountMicro),
      at: fmt.day(localDay(summarised.at, workspace.timeZone)),
    });
  }
}

type ConfirmProps = { page: OpenedPage; span: { value: string; label: string } };

async function Confirm({ page: { ctx, fmt, workspace }, span }: ConfirmProps) {
  const [t, labels] = await Promise.all([getTranslations("settings.privacy.keep"), formLabels()]);
  const months = keptMonthsOf(span.value);
  const foreseen = months && (await foreseeSummary(ctx, workspace.timeZone, months));
  return (
    <div className="max-w-[68ch]">
      <h3 className="mb-2 font-semibold">{months ? t("confirm", { span: span.label }) : t("confirmForever")}</h3>
      {foreseen ? (
        <ul className="mb-5 grid list-disc gap-1 ps-5 text-ink-2">
          <li>{t("older", { count: foreseen.items, day: fmt.day(foreseen.before) })}</li>
          <li>{t("stays")}</li>
          <li>{t("goes")}</li>
          <li>{t("final")}</li>
        </ul>
      ) : (
        <p className="mb-5 text-ink-2">{t("foreverNote")}</p>
      )}
      <ActionForm
        action={keepUsage}
        labels={{ problem: labels.problem, errorPrefix: labels.errorPrefix }}
        hidden={{ workspace: workspace.slug, months: span.value }}
        label={t("title")}
      >
        {months && <TickField name="sure" label={t("sure")} />}
        <div className="flex flex-wrap gap-3">
          <SubmitButton variant={months ? "danger" : "primary"}>{t(months ? "submit" : "submitForever")}</SubmitButton>
          <Button href={`/w/${workspace.slug}/settings/privacy`}>{t("cancel")}</Button>
        </div>
      </ActionForm>
    </div>
  );
}
