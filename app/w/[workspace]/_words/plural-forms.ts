import type { PluralForms } from "@/components/shell/bell";

const marker = 987_654;

/** For what is counted in the browser, where there is no message library: each plural form goes along ready-made. */
export function formsOf(lang: string, say: (count: number) => string): PluralForms {
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
