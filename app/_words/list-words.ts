import type { Role } from "@/lib/gate/permissions";
import { htmlLang, isLocale } from "@/lib/i18n/locales";
import type { Translate } from "@/lib/i18n/translator";

/** "Owner or Billing admin": in the language of the page, whatever the reader's number format. */
export function either(items: readonly string[], locale: string): string {
  return joined(items, locale, "disjunction");
}

export function all(items: readonly string[], locale: string): string {
  return joined(items, locale, "conjunction");
}

export function roleNames(roles: readonly Role[], common: Translate<"common">): string[] {
  return roles.map((role) => common(`roles.${role}.name`));
}

function joined(items: readonly string[], locale: string, type: "disjunction" | "conjunction"): string {
  return new Intl.ListFormat(isLocale(locale) ? htmlLang(locale) : "en", { type }).format(items);
}
