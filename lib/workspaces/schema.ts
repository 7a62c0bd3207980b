import { z } from "zod";
import { foldEmail } from "@/lib/auth/email";
import { languages } from "@/lib/i18n/locales";
import { lineInput, nameInput } from "@/lib/names";
import { isCountry } from "./countries";
import { isWorkspaceCurrency } from "./currencies";
import { isTimeZone } from "./time-zones";

const timeZone = z.string().refine(isTimeZone, "time_zone");
const locale = z.enum(languages, "locale");

export const newWorkspaceInput = z.strictObject({
  name: nameInput,
  currency: z.string().refine(isWorkspaceCurrency, "currency"),
  country: z.string().refine(isCountry, "country"),
  timeZone,
  locale,
});

export const workspaceInput = z.strictObject({ name: nameInput, timeZone, locale });

export const companyInput = z.strictObject({
  legalName: lineInput(160),
  taxId: lineInput(40),
  addressLine1: lineInput(160),
  addressLine2: lineInput(160),
  city: lineInput(80),
  region: lineInput(80),
  postalCode: lineInput(20),
  receiptsEmail: z
    .string()
    .trim()
    .refine((text) => text === "" || foldEmail(text) !== null, "email")
    .transform((text) => (text === "" ? "" : (foldEmail(text) ?? ""))),
});

export type NewWorkspaceInput = z.output<typeof newWorkspaceInput>;
export type WorkspaceInput = z.output<typeof workspaceInput>;
export type CompanyInput = z.output<typeof companyInput>;
