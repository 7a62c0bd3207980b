import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import type { Formatter } from "@/lib/format";
import { lineInput } from "@/lib/names";
import { isFormId } from "@/lib/purchases/order-id";
import { offeredRhythms } from "@/lib/purchases/rhythms";
import { termsVersion } from "@/lib/purchases/terms-of-use";
import { readCompany } from "@/lib/workspaces/data";
import { companyInput } from "@/lib/workspaces/schema";
import { type AmountProblem, readAmount } from "./choice";
import { readTerms } from "./read-sale";

const companyFields = [
  "legalName",
  "taxId",
  "addressLine1",
  "addressLine2",
  "city",
  "region",
  "postalCode",
  "country",
  "receiptsEmail",
] as const;

const text = z.string().max(400);

const sent = z.strictObject({
  form: z.string().refine(isFormId, "form_old"),
  /** Where the form stands: `main`, or the number whose page it is. */
  at: z.string().max(200),
  intent: z.enum(["pay", "price"]).default("pay"),
  pick: z.string().max(12).default(""),
  unit: z.enum(["credits", "money"]).default("credits"),
  credits: z.string().max(40),
  shown: z.string().max(40).optional(),
  rhythm: z.enum(offeredRhythms),
  pocket: z.string().max(200),
  method: z.string().max(200).default("card"),
  keepsCard: z.literal("on").optional(),
  company: z.enum(["use", "skip"]),
  orderNumber: lineInput(40).default(""),
  seen: z.string().regex(/^\d{0,18}$/, "form_old"),
  terms: z.string().refine((version) => version === termsVersion, "terms_changed"),
  ...Object.fromEntries(companyFields.map((name) => [name, text.optional()])),
});

/** The form as it was sent: what it wants, and everything that is wrong with it at once. */
export function buyInput(ctx: Context, fmt: Formatter) {
  return sent.transform(async (fields, check) => {
    const [terms, known] = await Promise.all([readTerms({ ctx }), readCompany(ctx)]);
    const refuse = (path: string, message: string, params?: Record<string, string | number>) =>
      check.addIssue({ code: "custom", path: [path], message, params });
    const { isComplete: _isComplete, ...stored } = known;
    const told: Record<string, unknown> = fields;
    const written = Object.fromEntries(companyFields.map((name) => [name, told[name] ?? stored[name]]));
    const company = fields.company === "skip" ? { data: stored, error: undefined } : companyInput.safeParse(written);
    for (const { path, message } of company.error?.issues ?? []) refuse(String(path[0]), message);
    const buyer = company.data ?? stored;
    // A box that says something else than it did was filled in by somebody whose browser runs no script.
    const pick = fields.shown !== undefined && fields.shown !== fields.credits ? "" : fields.pick;
    const wish = { pick, unit: fields.unit, text: fields.credits };
    const amount = terms && readAmount(wish, { terms, separators: fmt.separators, rhythm: fields.rhythm, buyer });
    if (terms && amount?.problem && fields.intent === "pay")
      refuse("credits", amount.problem, boundOf(amount.problem, terms.offer.terms));
    const creditsMicro = amount?.creditsMicro ?? 0n;
    return { ...fields, pick, creditsMicro, buyer, stored };
  });
}

export type BuyInput = z.output<ReturnType<typeof buyInput>>;

function boundOf(problem: AmountProblem, { minCredits, maxCredits }: { minCredits: number; maxCredits: number }) {
  if (problem === "too_few_credits") return { n: minCredits };
  return problem === "too_many_credits" ? { n: maxCredits } : undefined;
}
