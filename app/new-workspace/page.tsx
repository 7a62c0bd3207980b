import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { pageLocale } from "@/app/_gate/locale";
import { openAccountPage } from "@/app/_gate/page";
import { requestFacts } from "@/app/_gate/request";
import { formLabels } from "@/app/_words/form-labels";
import { Field } from "@/components/forms/field";
import { ActionForm } from "@/components/forms/form";
import { SelectField } from "@/components/forms/select-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { PageHeader } from "@/components/shell/page-header";
import { languages } from "@/lib/i18n/locales";
import { countries, countryChoices } from "@/lib/workspaces/countries";
import { currencyChoices, currencyOf, likelyCountry } from "@/lib/workspaces/currencies";
import { zoneChoices, zonesOf } from "@/lib/workspaces/time-zones";
import { createWorkspace } from "./actions";
import { PlaceFields } from "./place-fields";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: `${t("workspaces.new.title")} · ${t("common.product")}` };
}

export default async function NewWorkspacePage() {
  const { identity, viewer } = await openAccountPage();
  const [t, common, locale, labels, facts] = await Promise.all([
    getTranslations("workspaces.new"),
    getTranslations("common"),
    pageLocale(),
    formLabels(),
    requestFacts(),
  ]);
  const country = likelyCountry(viewer.locale, facts.acceptLanguage);
  const place = placeOf(country);
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <ActionForm action={createWorkspace} labels={labels} className="max-w-96">
        <Field name="name" label={t("name")} hint={t("nameHint")} autoComplete="organization" maxLength={80} required />
        <PlaceFields proposals={Object.fromEntries(countries.map((code) => [code, placeOf(code)]))}>
          <SelectField
            name="country"
            label={t("country")}
            autoComplete="country"
            defaultValue={country}
            options={countryChoices(locale)}
          />
          <SelectField
            name="currency"
            label={t("currency")}
            hint={t("currencyHint")}
            defaultValue={place.currency}
            options={currencyChoices(locale)}
          />
          <SelectField
            name="timeZone"
            label={t("timeZone")}
            hint={t("timeZoneHint")}
            defaultValue={place.timeZone}
            options={zoneChoices(locale, identity.now)}
          />
        </PlaceFields>
        <SelectField
          name="locale"
          label={t("language")}
          hint={t("languageHint")}
          defaultValue={viewer.locale}
          options={languages.map((value) => ({ value, label: common(`languages.${value}`) }))}
        />
        <div>
          <SubmitButton>{t("submit")}</SubmitButton>
        </div>
      </ActionForm>
    </>
  );
}

function placeOf(country: string) {
  return { currency: currencyOf(country), timeZone: zonesOf(country)[0] ?? "Africa/Abidjan" };
}
