import { getTranslations } from "next-intl/server";
import { formLabels } from "@/app/_words/form-labels";
import { Field } from "@/components/forms/field";
import { ActionForm } from "@/components/forms/form";
import { SelectField } from "@/components/forms/select-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { Checkbox } from "@/components/ui/checkbox";
import type { listSellers } from "@/lib/operator/catalogue-data";
import { countryChoices } from "@/lib/workspaces/countries";
import { currencies } from "@/lib/workspaces/currencies";
import { zoneChoices } from "@/lib/workspaces/time-zones";
import { saveSeller } from "./actions";

type Seller = Awaited<ReturnType<typeof listSellers>>[number];

const lines = [
  ["legalName", 160],
  ["taxId", 40],
  ["addressLine1", 160],
  ["addressLine2", 160],
  ["city", 80],
  ["region", 80],
  ["postalCode", 20],
  ["email", 254],
  ["invoicePrefix", 8],
] as const;

const mayBeEmpty: readonly string[] = ["taxId", "addressLine2", "region", "postalCode"];

export async function SellerForm({ seller, locale, now }: { seller: Seller | undefined; locale: string; now: Date }) {
  const [t, common, labels] = await Promise.all([
    getTranslations("operator-catalogue.sellers"),
    getTranslations("common"),
    formLabels(),
  ]);
  const month = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" });
  return (
    <ActionForm
      action={saveSeller}
      hidden={{ id: seller?.id ?? "" }}
      labels={labels}
      unsaved={labels.unsaved}
      className="max-w-180 sm:grid-cols-2"
    >
      {lines.map(([name, maxLength]) => (
        <Field
          key={name}
          name={name}
          label={t(name)}
          hint={name === "invoicePrefix" ? t("invoicePrefixHint") : undefined}
          maxLength={maxLength}
          autoComplete="off"
          optional={mayBeEmpty.includes(name) ? common("form.optional") : undefined}
          defaultValue={seller?.[name]}
        />
      ))}
      <SelectField
        name="country"
        label={t("country")}
        defaultValue={seller?.country ?? "AO"}
        options={countryChoices(locale)}
      />
      <SelectField
        name="timeZone"
        label={t("timeZone")}
        defaultValue={seller?.timeZone ?? "UTC"}
        options={zoneChoices(locale, now)}
      />
      <SelectField
        name="fiscalYearStart"
        label={t("fiscalYearStart")}
        defaultValue={String(seller?.fiscalYearStart ?? 1)}
        options={Array.from({ length: 12 }, (_, i) => ({
          value: String(i + 1),
          label: month.format(new Date(Date.UTC(2026, i, 1))),
        }))}
      />
      <fieldset className="sm:col-span-2">
        <legend className="mb-2 font-semibold">{t("sells")}</legend>
        <p className="-mt-1 mb-2 text-xs text-ink-3">{t("sellsHint")}</p>
        <div className="grid grid-cols-3 gap-x-6 gap-y-1.5 sm:grid-cols-6">
          {currencies.map((currency) => (
            <Checkbox
              key={currency}
              name="currencies"
              value={currency}
              label={currency}
              defaultChecked={seller?.currencies.includes(currency)}
            />
          ))}
        </div>
      </fieldset>
      <div className="sm:col-span-2">
        <SubmitButton>{common("actions.save")}</SubmitButton>
      </div>
    </ActionForm>
  );
}
