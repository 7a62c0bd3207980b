import "server-only";
import { getTranslations } from "next-intl/server";
import { pageLocale } from "@/app/_gate/locale";
import type { TaxIdKind } from "@/lib/tax-ids/tax-id";
import { countryChoices } from "@/lib/workspaces/countries";
import type { CompanyLabels } from "./company-fields";

const taxIdKinds = ["gstin", "nif", "npwp", "cnpj", "eu_vat", "free"] as const satisfies readonly TaxIdKind[];

/** The words of the fields that say whom an invoice is to, and the countries they may be in. */
export async function companyWords() {
  const [t, common, locale] = await Promise.all([
    getTranslations("settings.company"),
    getTranslations("common"),
    pageLocale(),
  ]);
  const kind = (name: TaxIdKind) => ({ label: t(`taxIds.${name}.label`), hint: t(`taxIds.${name}.hint`) });
  const labels: CompanyLabels = {
    legalName: t("legalName"),
    addressLine1: t("addressLine1"),
    addressLine2: t("addressLine2"),
    city: t("city"),
    region: t("region"),
    postalCode: t("postalCode"),
    country: t("country"),
    receiptsEmail: t("receiptsEmail"),
    taxIds: Object.fromEntries(taxIdKinds.map((name) => [name, kind(name)])) as CompanyLabels["taxIds"],
    state: t("state"),
    noState: t("noState"),
    optional: common("form.optional"),
  };
  return { labels, countries: countryChoices(locale) };
}
