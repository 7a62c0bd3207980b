import { z } from "zod";
import { foldEmail } from "@/lib/auth/email";
import { languages } from "@/lib/i18n/locales";
import { lineInput, nameInput } from "@/lib/names";
import { stateOfGstin } from "@/lib/tax-ids/gstin";
import { checkTaxId } from "@/lib/tax-ids/tax-id";
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

const companyFields = z.strictObject({
  legalName: lineInput(160),
  taxId: lineInput(40),
  addressLine1: lineInput(160),
  addressLine2: lineInput(160),
  city: lineInput(80),
  region: lineInput(80),
  postalCode: lineInput(20),
  country: z.string().refine(isCountry, "country"),
  receiptsEmail: z
    .string()
    .trim()
    .refine((text) => text === "" || foldEmail(text) !== null, "email")
    .transform((text) => (text === "" ? "" : (foldEmail(text) ?? ""))),
});

/** What a tax id must look like is its country's to say; a right one is kept in its plain spelling. */
export const companyInput = companyFields.transform((company, check) => {
  if (company.taxId === "") return company;
  const checked = checkTaxId(company, company.taxId);
  if (!checked.valid) {
    check.addIssue({ code: "custom", path: ["taxId"], message: checked.problem });
    return z.NEVER;
  }
  // A GSTIN begins with its state, so nobody has to say it twice.
  const region = company.region || stateOfGstin(company.country, checked.taxId);
  return { ...company, taxId: checked.taxId, region };
});

export type NewWorkspaceInput = z.output<typeof newWorkspaceInput>;
export type WorkspaceInput = z.output<typeof workspaceInput>;
export type CompanyInput = z.output<typeof companyInput>;
