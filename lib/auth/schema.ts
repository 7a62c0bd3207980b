import { z } from "zod";
import { languages } from "@/lib/i18n/locales";
import { nextPath } from "./next-path";
import { passwordMaximum } from "./password-rules";

/** The shapes that forms of sign-in and of the account post. */
export const emailInput = z.string().min(1).max(320);
export const passwordInput = z.string().min(1).max(passwordMaximum);
export const tokenInput = z.string().min(1).max(200);
export const languageInput = z.enum(languages);

/** Anything that is not a path of ours counts as not given. */
export const nextInput = z
  .string()
  .optional()
  .transform((wanted) => nextPath(wanted));
