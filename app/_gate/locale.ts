import "server-only";
import { cookies } from "next/headers";
import { cache } from "react";
import { env } from "@/lib/env";
import { localeCookie, negotiate } from "@/lib/i18n/locales";
import { requestFacts } from "./request";
import { currentSession } from "./session";

/** The language of this request: the profile's, else the cookie's, else what the browser asks for. */
export const pageLocale = cache(async () => {
  // A refusal must find its words even while the database is away; the profile's language is then the cookie's.
  const session = currentSession().catch(() => null);
  const [jar, facts, opened] = await Promise.all([cookies(), requestFacts(), session]);
  return negotiate(
    { profile: opened?.viewer.locale, cookie: jar.get(localeCookie)?.value, acceptLanguage: facts.acceptLanguage },
    { allowPseudo: env().SALDO_DEMO === "1" },
  );
});
