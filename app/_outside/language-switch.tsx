import { getTranslations } from "next-intl/server";
import { pageLocale } from "@/app/_gate/locale";
import { formLabels } from "@/app/_words/form-labels";
import { ActionForm } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { htmlLang, languages } from "@/lib/i18n/locales";
import { chooseLanguage } from "./language-actions";

/** Each language in its own words; the one in use is text, the others are buttons. */
export async function LanguageSwitch() {
  const [t, common, locale, labels] = await Promise.all([
    getTranslations("auth"),
    getTranslations("common.languages"),
    pageLocale(),
    formLabels(),
  ]);
  return (
    <ActionForm action={chooseLanguage} labels={labels} label={t("language")} className="gap-1!">
      <p className="text-xs text-ink-3">{t("language")}</p>
      <ul className="-ms-2.75 flex flex-wrap gap-x-1 lg:grid">
        {languages.map((language) => (
          <li key={language} lang={htmlLang(language)} className="flex">
            {language === locale ? (
              <span
                aria-current="true"
                className="inline-flex min-h-8 items-center border border-transparent px-2.5 text-sm font-semibold pointer-coarse:min-h-11"
              >
                {common(language)}
              </span>
            ) : (
              <SubmitButton variant="quiet" size="sm" name="locale" value={language}>
                {common(language)}
              </SubmitButton>
            )}
          </li>
        ))}
      </ul>
    </ActionForm>
  );
}
