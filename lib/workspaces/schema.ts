import { z } from "zod";
import { foldEmail } from "@/lib/auth/email";
import { languages } from "@/lib/i18n/locales";
import { isCountry } from "./countries";
import { isWorkspaceCurrency } from "./currencies";
import { isTimeZone } from "./time-zones";

const line = (max: number) => z.string().trim().max(max);
const name = line(80).min(1, "required");
const timeZone = z.string().refine(isTimeZone, "time_zone");
const locale = z.enum(languages, "locale");

export const newWorkspaceInput = z.strictObject({
  name,
  currency: z.string().refine(isWorkspaceCurrency, "currency"),
  country: z.string().refine(isCountry, "country"),
  timeZone,
  locale,
});

export const workspaceInput = z.strictObject({ name, timeZone, locale });

export const companyInput = z.strictObject({
  legalName: line(160),
  taxId: line(40),
  addressLine1: line(160),
  addressLine2: line(160),
  city: line(80),
  region: line(80),
  postalCode: line(20),
  receiptsEmail: z
    .string()
    .trim()
    .refine((text) => text === "" || foldEmail(text) !== null, "email")
    .transform((text) => (text === "" ? "" : (foldEmail(text) ?? ""))),
});

export type NewWorkspaceInput = z.output<typeof newWorkspaceInput>;
export type WorkspaceInput = z.output<typeof workspaceInput>;
export type CompanyInput = z.output<typeof companyInput>;
