import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inOperation, systemDatabase } from "@/db";
import { operatorLines } from "@/db/schema/operator";
import { rateCards } from "@/db/schema/rates";
import { readOffer } from "@/lib/catalogue/data";
import { defaultOffers } from "@/lib/catalogue/default-offers";
import type { FullTerms } from "@/lib/catalogue/offer";
import { endAgreement, ensureOffers, publishAgreement, publishOffer } from "@/lib/catalogue/publish-offer";
import type { Context, OperatorContext } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { readRateBook } from "@/lib/rates/data";
import { ensureCatalogue, publishRates } from "@/lib/rates/publish-card";
import { readSeller } from "@/lib/tax/data";
import { publishTaxRate } from "@/lib/tax/publish-tax-rate";
import { saveSeller } from "@/lib/tax/save-seller";
import { sellerInput } from "@/lib/tax/schema";
import { listAudit } from "@/lib/team/data";
import { closeStage, workspaceWith } from "@/lib/team/testing";
import { operationOf, operator } from "./testing";

let operation: OperatorContext;
let terms: FullTerms;

beforeAll(async () => {
  const now = new Date();
  await ensureOffers(systemDatabase(), now);
  await ensureCatalogue(systemDatabase(), now);
  operation = operationOf(await operator(), now);
  const kwanza = defaultOffers.find(({ currency }) => currency === "AOA");
  invariant(kwanza, "kwanza are sold");
  terms = kwanza.terms;
});
afterAll(closeStage);

const dayMs = 86_400_000;
let days = 0;
/** No two tests publish for the same moment. */
const later = () => new Date(operation.now.getTime() + ++days * dayMs);
const at = (ctx: Context, now: Date): Context => ({ ...ctx, now });
const lastLine = async () => (await inOperation(operation, (tx) => tx.select().from(operatorLines))).at(-1);
const already = { code: "conflict", key: "starts_then_already", details: { field: "startsAt" } };

const luanda = {
  id: "",
  legalName: "Saldo Angola, Lda",
  addressLine1: "Rua Rainha Ginga 187",
  addressLine2: "",
  city: "Luanda",
  region: "",
  postalCode: "",
  country: "AO",
  taxId: "5000111222",
  email: "billing@saldo.example",
  invoicePrefix: "sao",
  fiscalYearStart: "1",
  timeZone: "Africa/Luanda",
  currencies: ["AOA"],
};

it("a price published for later holds from that moment, and what held before is in the operator's trail", async () => {
  const { ctx } = (await workspaceWith()).owner;
  const startsAt = later();
  await publishOffer(operation, { currency: "AOA", terms: { ...terms, unitPrice: "7.6" }, startsAt });
  expect((await readOffer(at(ctx, new Date(startsAt.getTime() - 1))))?.terms.unitPrice).toBe("8");
  expect((await readOffer(at(ctx, startsAt)))?.terms.unitPrice).toBe("7.6");
  expect(await lastLine()).toMatchObject({
    action: "prices.publish",
    actor: `operator:${operation.actor.id}`,
    before: { terms: { unitPrice: "8" } },
    after: { currency: "AOA", terms: { unitPrice: "7.6" } },
  });
});

it("two who publish for the same moment are one too many", async () => {
  const startsAt = later();
  const other = operationOf(await operator("Other"), operation.now);
  const outcomes = await Promise.allSettled(
    [operation, other].map((by) =>
      publishOffer(by, { currency: "IDR", terms: { ...terms, unitPrice: "450" }, startsAt }),
    ),
  );
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({ reason: already });
});

it("nothing starts in the past, and nothing is sold for less than can be charged", async () => {
  const past = new Date(operation.now.getTime() - 1000);
  await expect(publishOffer(operation, { currency: "AOA", terms, startsAt: past })).rejects.toMatchObject({
    key: "moment_past",
    details: { field: "startsAt" },
  });
  const cheap = { ...terms, unitPrice: "0.01", minCredits: 40 };
  await expect(publishOffer(operation, { currency: "USD", terms: cheap, startsAt: later() })).rejects.toMatchObject({
    key: "below_least_charge",
    details: { field: "minCredits", values: { price: "0.37", least: "0.50", currency: "USD" } },
  });
});

it("an agreement is one workspace's, ends when it is said to, and is in that workspace's trail", async () => {
  const [{ ctx }, { ctx: other }] = [(await workspaceWith()).owner, (await workspaceWith()).owner];
  const [from, until] = [later(), later()];
  const { workspaceId } = ctx;
  await expect(endAgreement(operation, { workspaceId, startsAt: from })).rejects.toMatchObject({ key: "no_agreement" });
  await publishAgreement(operation, { workspaceId, terms: { unitPrice: "6.5" }, startsAt: from });
  await endAgreement(operation, { workspaceId, startsAt: until });
  const priceOn = async (who: Context, when: Date) => (await readOffer(at(who, when)))?.terms.unitPrice;
  expect(await priceOn(ctx, from)).toBe("6.5");
  expect(await priceOn(other, from)).not.toBe("6.5");
  expect(await priceOn(ctx, until)).toBe(await priceOn(other, until));
  const actions = (await listAudit(ctx, { size: 2 })).rows.map(({ action, actor }) => [action, actor.kind]);
  expect(actions).toEqual([
    ["agreement.end", "operator"],
    ["agreement.publish", "operator"],
  ]);
});

it("a seller sells in their currencies and charges the tax of the moment", async () => {
  const { ctx } = (await workspaceWith()).owner;
  const id = await saveSeller(operation, sellerInput.parse(luanda));
  const startsAt = later();
  const rate = { sellerId: id, country: "AO", name: "IVA", inclusive: false };
  await publishTaxRate(operation, { ...rate, rateBps: 1_400, startsAt: null });
  await publishTaxRate(operation, { ...rate, rateBps: 1_500, startsAt });
  await expect(publishTaxRate(operation, { ...rate, rateBps: 1_600, startsAt })).rejects.toMatchObject(already);
  const rateOn = async (when: Date) => (await readSeller(at(ctx, when), "AOA"))?.rates.AO?.rateBps;
  expect([await rateOn(operation.now), await rateOn(startsAt)]).toEqual([1_400, 1_500]);
  await saveSeller(operation, sellerInput.parse({ ...luanda, id, city: "Benguela" }));
  expect(await lastLine()).toMatchObject({
    action: "seller.change",
    before: { city: "Luanda", currencies: ["AOA"] },
    after: { city: "Benguela" },
  });
  await expect(saveSeller(operation, sellerInput.parse(luanda))).rejects.toMatchObject({
    key: "prefix_taken",
    details: { field: "invoicePrefix" },
  });
});

it("a seller's tax id is one that their country would recognise", () => {
  const wrong = sellerInput.safeParse({ ...luanda, country: "IN", taxId: "27AAPFU0939F1ZX" });
  expect(wrong.error?.issues.map(({ path }) => path)).toEqual([["taxId"]]);
});

it("a rate card holds for everybody from its moment on, and every process hears of it", async () => {
  const { ctx } = (await workspaceWith()).owner;
  const before = await readRateBook(ctx);
  const [current] = before.catalogue;
  invariant(current, "there is a catalogue");
  const startsAt = later();
  const card = { owner: "", name: "December", startsAt, rates: current.rates } as const;
  const other = operationOf(await operator("Other"), operation.now);
  const outcomes = await Promise.allSettled([operation, other].map((by) => publishRates(by, card)));
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const after = await readRateBook(ctx);
  expect(after.version).not.toBe(before.version);
  expect(after.catalogue.map(({ name }) => name)).toEqual(["December", ...before.catalogue.map(({ name }) => name)]);
  const made = await inOperation(operation, (tx) => tx.select().from(rateCards).where(eq(rateCards.name, "December")));
  expect(made).toMatchObject([{ createdBy: expect.stringMatching(/^operator:usr_/) }]);
});

it("to somebody who is no operator nothing can be published", async () => {
  const stranger = operationOf((await workspaceWith()).owner.userId);
  const refused = { cause: { code: "42501" } };
  await expect(publishOffer(stranger, { currency: "AOA", terms, startsAt: later() })).rejects.toMatchObject(refused);
  await expect(saveSeller(stranger, sellerInput.parse({ ...luanda, invoicePrefix: "XX" }))).rejects.toMatchObject(
    refused,
  );
  const card = { owner: "", name: "x", startsAt: later(), rates: [] } as const;
  await expect(publishRates(stranger, card)).rejects.toMatchObject(refused);
});
