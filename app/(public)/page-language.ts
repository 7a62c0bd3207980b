import "server-only";
import { getLocale } from "next-intl/server";
import { defaultLocale, isLanguage, type Language } from "@/lib/i18n/locales";

/** The language that a new account or a mail starts with: the one this page is in. */
export async function pageLanguage(): Promise<Language> {
  const locale = await getLocale();
  return isLanguage(locale) ? locale : defaultLocale;
}
