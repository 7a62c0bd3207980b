import { htmlLang, type Locale } from "@/lib/i18n/locales";
import type { Translate } from "@/lib/i18n/translator";
import { formsOf } from "../_words/plural-forms";

/** The bell counts on in the browser, where there is no message library: each plural form goes along ready-made. */
export function bellLabels(t: Translate<"shell">, locale: Locale) {
  const lang = htmlLang(locale);
  return {
    name: t("bell.name"),
    short: t("bell.short"),
    lang,
    unread: formsOf(lang, (count) => t("bell.unread", { count })),
    fresh: formsOf(lang, (count) => t("bell.announce", { count })),
  };
}
