import { getTranslations } from "next-intl/server";
import { pageLocale } from "@/app/_gate/locale";
import type { OpenedPage } from "@/app/_gate/page";
import { formLabels } from "@/app/_words/form-labels";
import { ActionForm } from "@/components/forms/form";
import { SelectField } from "@/components/forms/select-field";
import { Section } from "@/components/shell/section";
import { formatter } from "@/lib/format";
import { formatLocaleFor, formatLocales, languages } from "@/lib/i18n/locales";
import { minorDigits } from "@/lib/money";
import { SaveButton } from "../save-button";
import { setPreferences } from "./actions";
import { FormatField } from "./format-field";

export async function LanguageForm({ page }: { page: OpenedPage }) {
  const { viewer } = page;
  const [t, common, labels, locale] = await Promise.all([
    getTranslations("settings.language"),
    getTranslations("common"),
    formLabels(),
    pageLocale(),
  ]);
  const names = new Intl.DisplayNames(locale, { type: "language" });
  const named = formatLocales.map((value) => ({ value: value as string, label: names.of(value) ?? value }));
  const options = [{ value: "", label: t("auto") }, ...named];
  const previews = await Promise.all(options.map(async ({ value }) => [value, await preview(page, value)] as const));
  return (
    <Section title={t("title")} ruled>
      <ActionForm
        action={setPreferences}
        hidden={{ section: "language" }}
        labels={labels}
        unsaved={labels.unsaved}
        label={t("title")}
        className="max-w-96"
      >
        <SelectField
          name="locale"
          label={t("label")}
          defaultValue={viewer.locale}
          options={languages.map((value) => ({ value, label: common(`languages.${value}`) }))}
        />
        <FormatField
          key={viewer.formatLocale}
          label={t("format")}
          options={options}
          chosen={viewer.formatLocale ?? ""}
          previews={Object.fromEntries(previews)}
        />
        <SaveButton>{common("actions.save")}</SaveButton>
      </ActionForm>
    </Section>
  );
}

/** In the workspace's own currency, so that the sample is what the pages will show. */
async function preview({ viewer, workspace, ctx }: OpenedPage, chosen: string): Promise<string> {
  const t = await getTranslations("settings.language");
  const { currency, timeZone, country } = workspace;
  const fmt = formatter({ locale: chosen || formatLocaleFor(viewer.locale, country), timeZone, currency });
  const money = fmt.money((12_345_675n * 10n ** BigInt(minorDigits(currency))) / 10n);
  return t("preview", { number: fmt.number("1234567.5"), money, date: fmt.date(ctx.now) });
}
