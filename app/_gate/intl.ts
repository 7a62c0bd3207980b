import { cookies } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { env } from "@/lib/env";
import { isLocale, localeCookie, negotiate } from "@/lib/i18n/locales";
import { messagesFor } from "@/lib/i18n/messages";
import { requestFacts } from "./request";
import { currentSession } from "./session";

/** The language of this request: the profile's, else the cookie's, else what the browser asks for. */
export default getRequestConfig(async ({ locale: asked }) => {
  const locale = isLocale(asked) ? asked : await requestLocale();
  return { locale, messages: messagesFor(locale), timeZone: "UTC" };
});

async function requestLocale() {
  // A refusal must find its words even while the database is away; the profile's language is then the cookie's.
  const session = currentSession().catch(() => null);
  const [jar, facts, opened] = await Promise.all([cookies(), requestFacts(), session]);
  return negotiate(
    { profile: opened?.viewer.locale, cookie: jar.get(localeCookie)?.value, acceptLanguage: facts.acceptLanguage },
    { allowPseudo: env().SALDO_DEMO === "1" },
  );
}
