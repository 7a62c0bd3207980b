"use server";

import { z } from "zod";
import { accountAction } from "@/app/_gate/form-action";
import { keepPreference } from "@/app/_gate/session";
import { renameAccount as rename } from "@/lib/auth/rename-account";
import { requestEmailChange as askForChange } from "@/lib/auth/request-email-change";
import { emailInput, languageInput, passwordInput } from "@/lib/auth/schema";
import { setPreferences as set } from "@/lib/auth/set-preferences";
import { formatLocales } from "@/lib/i18n/locales";
import { nameInput } from "@/lib/names";

export const renameAccount = accountAction(
  "account.rename",
  { input: z.strictObject({ name: nameInput }) },
  async (identity, input) => {
    await rename(identity, input);
    return { done: "settings.account.saved" };
  },
);

export const requestEmailChange = accountAction(
  "account.requestEmailChange",
  {
    input: z.strictObject({ email: emailInput, currentPassword: passwordInput.optional() }),
    secret: ["currentPassword"],
  },
  async (identity, input) => {
    await askForChange(identity, input);
    return { done: "settings.account.emailSent", values: { email: input.email.trim() } };
  },
);

/** Each section of the page saves itself; a switch that is off posts nothing. */
const preferences = z.discriminatedUnion("section", [
  z.strictObject({
    section: z.literal("language"),
    locale: languageInput,
    formatLocale: z.union([z.enum(formatLocales), z.literal("").transform(() => null)], "invalid_choice"),
  }),
  z.strictObject({
    section: z.literal("appearance"),
    theme: z.enum(["light", "dark", "system"]),
    singleKeyShortcuts: z
      .literal("on")
      .optional()
      .transform((ticked) => ticked === "on"),
  }),
]);

export const setPreferences = accountAction(
  "account.setPreferences",
  { input: preferences },
  async (identity, input) => {
    const { section, ...wishes } = input;
    await set(identity, wishes);
    if ("locale" in wishes) await keepPreference("locale", wishes.locale);
    if ("theme" in wishes) await keepPreference("theme", wishes.theme);
    return { done: `settings.${section}.saved` };
  },
);
