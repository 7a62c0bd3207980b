import { getTranslations } from "next-intl/server";
import { pageLocale } from "@/app/_gate/locale";
import { formLabels } from "@/app/_words/form-labels";
import { TickField } from "@/components/forms/choice-field";
import { Field } from "@/components/forms/field";
import { ActionForm } from "@/components/forms/form";
import { SelectField } from "@/components/forms/select-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { EmptyState } from "@/components/shell/empty-state";
import { Section } from "@/components/shell/section";
import { listSellers, listTaxRates } from "@/lib/operator/catalogue-data";
import { countryChoices } from "@/lib/workspaces/countries";
import { publishTax } from "./actions";
import type { AreaProps } from "./asked";
import { Versions } from "./versions";

/** Which tax a seller charges in a country, and from when on. */
export async function TaxesArea({ page: { ctx, fmt } }: AreaProps) {
  const [t, common, labels, locale, rates, sellers] = await Promise.all([
    getTranslations("operator-catalogue"),
    getTranslations("common"),
    formLabels(),
    pageLocale(),
    listTaxRates(ctx),
    listSellers(ctx),
  ]);
  const nameOf = (sellerId: string) => sellers.find(({ id }) => id === sellerId)?.legalName ?? sellerId;
  const percent = (bps: number) => fmt.percent(bps / 10_000, { decimals: bps % 100 === 0 ? 0 : 2 });
  return (
    <>
      <Section title={t("taxes.versions")}>
        <Versions
          caption={t("taxes.versions")}
          header={t("taxes.tax")}
          none={t("taxes.none")}
          fmt={fmt}
          rows={rates.map((rate) => ({
            ...rate,
            key: `${rate.sellerId} ${rate.country} ${rate.startsAt.toISOString()}`,
            what: `${rate.name} ${percent(rate.rateBps)} · ${fmt.country(rate.country)}`,
            detail: `${nameOf(rate.sellerId)} · ${t(rate.inclusive ? "taxes.included" : "taxes.added")}`,
          }))}
        />
      </Section>
      <Section title={t("taxes.change")} lead={t("taxes.changeLead")} ruled>
        {sellers.length === 0 ? (
          <EmptyState title={t("sellers.none")} />
        ) : (
          <ActionForm action={publishTax} labels={labels} unsaved={labels.unsaved} className="max-w-180 sm:grid-cols-2">
            <SelectField
              name="sellerId"
              label={t("taxes.seller")}
              options={sellers.map(({ id, legalName }) => ({ value: id, label: legalName }))}
            />
            <SelectField
              name="country"
              label={t("taxes.country")}
              defaultValue={sellers[0]?.country}
              options={countryChoices(locale)}
            />
            <Field name="name" label={t("taxes.name")} hint={t("taxes.nameHint")} maxLength={20} />
            <Field name="rate" label={t("taxes.rate")} hint={t("taxes.rateHint")} inputMode="decimal" />
            <Field
              name="startsAt"
              label={t("form.startsAt")}
              hint={t("form.startsAtHint")}
              type="datetime-local"
              optional={common("form.optional")}
            />
            <div className="self-end">
              <TickField name="inclusive" label={t("taxes.inclusive")} />
            </div>
            <div className="sm:col-span-2">
              <SubmitButton>{t("taxes.publish")}</SubmitButton>
            </div>
          </ActionForm>
        )}
      </Section>
    </>
  );
}
