"use server";

import { z } from "zod";
import { publicAction } from "@/app/_gate/form-action";
import { currentSession, keepPreference } from "@/app/_gate/session";
import { nextPath } from "@/lib/auth/next-path";
import { languageInput } from "@/lib/auth/schema";
import { setPreferences } from "@/lib/auth/set-preferences";

const input = z.strictObject({ locale: languageInput });

/** Kept for the next page, and in the profile of somebody signed in: the profile would win over the cookie. */
export const chooseLanguage = publicAction(
  "auth.chooseLanguage",
  { input, limit: "choicesByOrigin" },
  async (_identity, { locale }, facts) => {
    await keepPreference("locale", locale);
    const session = await currentSession();
    if (session) await setPreferences(session.identity, { locale });
    return { redirect: nextPath(facts.path) ?? "/" };
  },
);
