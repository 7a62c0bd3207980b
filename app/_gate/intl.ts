import { getRequestConfig } from "next-intl/server";
import { htmlLang, isLocale } from "@/lib/i18n/locales";
import { messagesFor } from "@/lib/i18n/messages";
import { pageLocale } from "./locale";

/** The words of this request, and how they count. */
export default getRequestConfig(async ({ locale: asked }) => {
  const locale = isLocale(asked) ? asked : await pageLocale();
  return { locale: htmlLang(locale), messages: messagesFor(locale), timeZone: "UTC" };
});
