"use server";

import { z } from "zod";
import { operatorAction } from "@/app/_gate/form-action";
import type { FormState } from "@/components/forms/form-state";
import { refuseTooLittle } from "@/lib/catalogue/least-purchase";
import { offerTerms } from "@/lib/catalogue/offer-input";
import { endAgreement as end, publishAgreement, publishOffer } from "@/lib/catalogue/publish-offer";
import { startOf } from "@/lib/catalogue/start-of";
import type { WorkspaceId } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { separatorsFor } from "@/lib/format";
import { keepDraft, readDraft } from "@/lib/operator/drafts";
import { offerDraft, ratesDraft } from "@/lib/operator/offer-draft";
import { publishRates as publish } from "@/lib/rates/publish-card";
import { readCard } from "@/lib/rates/read-card";
import { publishTaxRate } from "@/lib/tax/publish-tax-rate";
import { saveSeller as save } from "@/lib/tax/save-seller";
import { sellerInput } from "@/lib/tax/schema";
import { isCountry } from "@/lib/workspaces/countries";
import { isWorkspaceCurrency } from "@/lib/workspaces/currencies";
import { bpsOf, momentIn, numberIn, readOfferForm, wholeTerms } from "./read-offer-form";

const text = z.string().max(200);
const draftInput = z.strictObject({ draft: z.string().max(40) });
const at = "/operator/catalogue";

export const previewOffer = operatorAction(
  "operator.previewOffer",
  { input: z.record(z.string().max(40), text) },
  async (ctx, fields, { viewer }) => {
    const { owner = "", currency = "" } = fields;
    if (!isWorkspaceCurrency(currency)) throw new AppError("invalid", "currency", { field: "currency" });
    const read = readOfferForm(fields, separatorsFor(viewer.formatLocale ?? viewer.locale));
    const startsAt = momentIn(fields, "startsAt");
    startOf(ctx, startsAt);
    const { packages: _same, ...agreed } = read;
    const terms = owner === "" ? wholeTerms(read) : agreed;
    if (owner === "") refuseTooLittle(wholeTerms(read), currency);
    else if (Object.values(agreed).every((term) => term === undefined)) {
      throw new AppError("invalid", "required", { field: "unitPrice" });
    }
    const draft = await keepDraft(ctx, "offer", { owner, currency, terms, startsAt: startsAt?.toISOString() ?? null });
    const where = owner === "" ? `area=prices&currency=${currency}` : `area=agreements&workspace=${owner}`;
    return { redirect: `${at}?${where}&draft=${draft}#preview` };
  },
);

export const publishPrices = operatorAction("operator.publishOffer", { input: draftInput }, async (ctx, { draft }) => {
  const content = await readDraft(ctx, "offer", draft);
  if (!content) throw new AppError("gone", "draft_gone");
  const offer = offerDraft.parse(content);
  if (offer.owner === "") {
    await publishOffer(ctx, { ...offer, terms: offerTerms.parse(offer.terms) });
    return { redirect: `${at}?area=prices&currency=${offer.currency}&published=1` };
  }
  await publishAgreement(ctx, { ...offer, workspaceId: offer.owner as WorkspaceId });
  return { redirect: `${at}?area=agreements&workspace=${offer.owner}&published=1` };
});

export const endAgreement = operatorAction(
  "operator.endAgreement",
  { input: z.strictObject({ owner: z.string().max(40), endsAt: text }) },
  async (ctx, { owner, endsAt }) => {
    const startsAt = momentIn({ startsAt: endsAt }, "startsAt");
    await end(ctx, { workspaceId: owner as WorkspaceId, startsAt }).catch((error: unknown) => {
      if (!(error instanceof AppError) || error.details.field !== "startsAt") throw error;
      throw new AppError(error.code, error.key, { field: "endsAt" });
    });
    return { redirect: `${at}?area=agreements&workspace=${owner}&published=1` };
  },
);

const checkRatesForm = operatorAction(
  "operator.checkRates",
  {
    input: z.strictObject({
      name: z.string().trim().min(1, "required").max(80),
      csv: z.string().max(900_000),
      file: z.string(),
      startsAt: text,
    }),
  },
  async (ctx, fields) => {
    const startsAt = momentIn({ startsAt: fields.startsAt }, "startsAt");
    startOf(ctx, startsAt);
    const { csv, name } = fields;
    const { problems } = readCard(csv);
    const draft = await keepDraft(ctx, "rates", { name, csv, startsAt: startsAt?.toISOString() ?? null });
    return { redirect: `${at}?area=rates&draft=${draft}#${problems.length > 0 ? "problems" : "preview"}` };
  },
);

/** A file that was chosen stands for what is written in the box. */
export async function checkRates(state: FormState, data: FormData): Promise<FormState> {
  const file = data.get("file");
  if (file instanceof File && file.size > 0 && file.size <= 900_000) data.set("csv", await file.text());
  return checkRatesForm(state, data);
}

export const publishRates = operatorAction("operator.publishRates", { input: draftInput }, async (ctx, { draft }) => {
  const content = await readDraft(ctx, "rates", draft);
  if (!content) throw new AppError("gone", "draft_gone");
  const { name, csv, startsAt } = ratesDraft.parse(content);
  const { rates, problems } = readCard(csv);
  if (problems.length > 0) throw new AppError("invalid", "rates_wrong");
  await publish(ctx, { owner: "", name, startsAt, rates });
  return { redirect: `${at}?area=rates&published=1` };
});

export const publishTax = operatorAction(
  "operator.publishTax",
  {
    input: z.strictObject({
      sellerId: z.string().max(40),
      country: z.string().refine(isCountry, "country"),
      name: z.string().trim().min(1, "required").max(20),
      rate: text.min(1, "required"),
      inclusive: z.literal("on").optional(),
      startsAt: text,
    }),
  },
  async (ctx, { sellerId, country, name, inclusive, ...fields }, { viewer }) => {
    const rate = numberIn(fields, "rate", separatorsFor(viewer.formatLocale ?? viewer.locale));
    const rateBps = bpsOf(rate, "rate", 10_000) ?? 0;
    const startsAt = momentIn(fields, "startsAt");
    await publishTaxRate(ctx, { sellerId, country, name, rateBps, inclusive: inclusive === "on", startsAt });
    return { redirect: `${at}?area=taxes&published=1` };
  },
);

export const saveSeller = operatorAction("operator.saveSeller", { input: sellerInput }, async (ctx, seller) => {
  await save(ctx, seller);
  return { redirect: `${at}?area=sellers&published=1` };
});
