import { pageLocale } from "@/app/_gate/locale";
import "server-only";
import { defaultLocale, isLanguage, type Language } from "@/lib/i18n/locales";

/** The language that a new account or a mail starts with: the one this page is in. */
export async function pageLanguage(): Promise<Language> {
  const locale = await pageLocale();
  return isLanguage(locale) ? locale : defaultLocale;
}
