import { z } from "zod";
import { foldEmail } from "@/lib/auth/email";
import { lineInput } from "@/lib/names";
import { checkTaxId } from "@/lib/tax-ids/tax-id";
import { isCountry } from "@/lib/workspaces/countries";
import { isWorkspaceCurrency } from "@/lib/workspaces/currencies";
import { isTimeZone } from "@/lib/workspaces/time-zones";

const needed = (max: number) => lineInput(max).refine((text) => text !== "", "required");
const country = z.string().refine(isCountry, "country");
const listed = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((given) => (given === undefined ? [] : [given].flat().filter((one) => one !== "")));

const sellerFields = z.strictObject({
  id: z
    .string()
    .regex(/^(sel_\w{1,40})?$/)
    .transform((text) => text || null),
  legalName: needed(160),
  addressLine1: needed(160),
  addressLine2: lineInput(160),
  city: needed(80),
  region: lineInput(80),
  postalCode: lineInput(20),
  country,
  taxId: lineInput(40),
  email: z.string().transform((text, check) => {
    const address = foldEmail(text.trim());
    if (address === null) check.addIssue({ code: "custom", message: "email" });
    return address ?? z.NEVER;
  }),
  invoicePrefix: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9]{1,8}$/, "invoice_prefix"),
  fiscalYearStart: z.coerce.number().int().min(1).max(12),
  timeZone: z.string().refine(isTimeZone, "time_zone"),
  currencies: listed.pipe(z.array(z.string().refine(isWorkspaceCurrency, "currency"))),
});

/** A seller's tax id is printed on every invoice: one that its country would not recognise is refused. */
export const sellerInput = sellerFields.transform((seller, check) => {
  if (seller.taxId === "") return seller;
  const checked = checkTaxId(seller, seller.taxId);
  if (checked.valid) return { ...seller, taxId: checked.taxId };
  check.addIssue({ code: "custom", path: ["taxId"], message: checked.problem });
  return z.NEVER;
});

export type SellerInput = z.output<typeof sellerInput>;

export type NewTaxRate = {
  sellerId: string;
  country: string;
  name: string;
  rateBps: number;
  inclusive: boolean;
  startsAt: Date | null;
};
