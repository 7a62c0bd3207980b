import type { PluralForms } from "@/components/shell/bell";
import { htmlLang, type Locale } from "@/lib/i18n/locales";
import type { Translate } from "@/lib/i18n/translator";

const marker = 987_654;

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

function formsOf(lang: string, say: (count: number) => string): PluralForms {
  const rules = new Intl.PluralRules(lang);
  const shown = (count: number) => String(count);
  const forms: PluralForms = { other: say(marker).replaceAll(/987\D?654/g, "{count}") };
  for (const category of rules.resolvedOptions().pluralCategories) {
    if (category === "other") continue;
    const sample = [0, 1, 2, 3, 5].find((count) => rules.select(count) === category);
    if (sample !== undefined) forms[category] = say(sample).replace(shown(sample), "{count}");
  }
  return forms;
}
