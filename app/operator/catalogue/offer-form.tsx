import { getTranslations } from "next-intl/server";
import { formLabels } from "@/app/_words/form-labels";
import { Field } from "@/components/forms/field";
import { ActionForm } from "@/components/forms/form";
import { echoNumber } from "@/components/forms/parse-number";
import { SubmitButton } from "@/components/forms/submit-button";
import type { AgreementTerms, FullTerms } from "@/lib/catalogue/offer";
import type { Formatter } from "@/lib/format";
import { localTime } from "@/lib/time";
import { previewOffer } from "./actions";
import { packageFields, tierRows } from "./read-offer-form";

type OfferFormProps = {
  owner: string;
  currency: string;
  terms: AgreementTerms & Partial<Pick<FullTerms, "packages">>;
  startsAt: Date | null;
  fmt: Formatter;
};

/** What is asked for credits; of an agreement only what differs is filled in. */
export async function OfferForm({ owner, currency, terms, startsAt, fmt }: OfferFormProps) {
  const [t, common, labels] = await Promise.all([
    getTranslations("operator-catalogue.form"),
    getTranslations("common"),
    formLabels(),
  ]);
  const own = owner === "";
  const echo = (value: number | string | undefined) =>
    value === undefined ? "" : echoNumber(String(value), fmt.separators, fmt.lakhs);
  const percent = (bps: number | undefined) => echo(bps === undefined ? undefined : bps / 100);
  const optional = own ? undefined : common("form.optional");
  return (
    <ActionForm
      action={previewOffer}
      hidden={{ owner, currency }}
      labels={labels}
      unsaved={labels.unsaved}
      label={t("label", { currency })}
      className="max-w-180 sm:grid-cols-2"
    >
      <Field
        name="unitPrice"
        label={t("unitPrice", { currency })}
        hint={own ? t("unitPriceHint") : t("asCatalogue")}
        inputMode="decimal"
        autoComplete="off"
        optional={optional}
        defaultValue={echo(terms.unitPrice)}
      />
      <Field
        name="startsAt"
        label={t("startsAt")}
        hint={t("startsAtHint")}
        type="datetime-local"
        optional={common("form.optional")}
        defaultValue={startsAt ? localTime(startsAt, "UTC").slice(0, 16) : ""}
      />
      <Field
        name="minCredits"
        label={t("minCredits")}
        inputMode="numeric"
        optional={optional}
        defaultValue={echo(terms.minCredits)}
      />
      <Field
        name="maxCredits"
        label={t("maxCredits")}
        inputMode="numeric"
        optional={optional}
        defaultValue={echo(terms.maxCredits)}
      />
      <fieldset className="grid gap-3 sm:col-span-2">
        <legend className="mb-1 font-semibold">{t("tiers")}</legend>
        <p className="-mt-1 text-xs text-ink-3">{own ? t("tiersHint") : t("asCatalogue")}</p>
        {tierRows.map((row) => (
          <div key={row} className="grid grid-cols-2 gap-4">
            <Field
              name={`tierFrom${row}`}
              label={t("tierFrom", { row })}
              inputMode="numeric"
              defaultValue={echo(terms.tiers?.[row - 1]?.from)}
            />
            <Field
              name={`tierOff${row}`}
              label={t("tierOff", { row })}
              inputMode="decimal"
              defaultValue={percent(terms.tiers?.[row - 1]?.discountBps)}
            />
          </div>
        ))}
      </fieldset>
      <fieldset className="grid gap-4 sm:col-span-2 sm:grid-cols-3">
        <legend className="mb-2 font-semibold">{t("rhythms")}</legend>
        {(["week", "month", "quarter"] as const).map((rhythm) => (
          <Field
            key={rhythm}
            name={rhythm}
            label={t(`rhythm.${rhythm}`)}
            inputMode="decimal"
            defaultValue={percent(terms.rhythms?.[rhythm])}
          />
        ))}
      </fieldset>
      {own && (
        <fieldset className="grid grid-cols-2 gap-4 sm:col-span-2 sm:grid-cols-3">
          <legend className="mb-2 font-semibold">{t("packages")}</legend>
          {packageFields.map((n) => (
            <Field
              key={n}
              name={`package${n}`}
              label={t("package", { n })}
              inputMode="numeric"
              defaultValue={echo(terms.packages?.[n - 1])}
            />
          ))}
        </fieldset>
      )}
      <div className="sm:col-span-2">
        <SubmitButton>{t("preview")}</SubmitButton>
      </div>
    </ActionForm>
  );
}
