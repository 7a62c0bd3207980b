import { afterAll, expect, it } from "vitest";
import { closeConnections, inWorkspace } from "@/db";
import { paymentMethods } from "@/db/schema/payments";
import { outbox } from "@/db/schema/work";
import { noon, personWith } from "@/lib/auth/testing";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { newId } from "@/lib/ids";
import { waysToPay } from "@/lib/payments/ways-to-pay";
import { askForCredits } from "./ask-for-credits";
import { keepDraft, readDraft } from "./drafts";
import { closePurchase } from "./expire-purchases";
import { quotePurchase } from "./quote-purchase";
import { readUnfinished } from "./read-unfinished";
import { startPurchase } from "./start-purchase";
import { buyer, buyingWorkspace, wish } from "./testing";

afterAll(() => closeConnections());

it("a draft is one person's, and a number's page keeps its own", async () => {
  const ctx = await buyingWorkspace();
  const other: Context = { ...ctx, actor: { kind: "user", id: (await personWith()).id } };
  await keepDraft(ctx, "main", { pick: "5000" });
  await keepDraft(ctx, "main", { pick: "25000" });
  await keepDraft(ctx, "n1", { pick: "10000" });
  expect(await readDraft(ctx, "main")).toEqual({ pick: "25000" });
  expect(await readDraft(ctx, "n1")).toEqual({ pick: "10000" });
  expect(await readDraft(other, "main")).toBeNull();
});

it("the same order under the same id is the first one; another order under it is refused", async () => {
  const ctx = await buyingWorkspace();
  const order = wish();
  const first = await startPurchase(ctx, order);
  expect((await startPurchase(ctx, order)).number).toBe(first.number);
  const other = { ...order, creditsMicro: wholeCredits(20_000) };
  await expect(startPurchase(ctx, other)).rejects.toMatchObject({ code: "conflict", key: "purchase_id_taken" });
});

it("what was begun can be gone on with until it is closed", async () => {
  const ctx = await buyingWorkspace();
  const { id, number, expiresAt } = await startPurchase(ctx, wish());
  expect(await readUnfinished(ctx, id)).toEqual({ id, number });
  expect(await readUnfinished({ ...ctx, now: expiresAt }, id)).toBeNull();
  expect(await readUnfinished(await buyingWorkspace(), id)).toBeNull();
  await closePurchase(ctx, id, "canceled");
  expect(await readUnfinished(ctx, id)).toBeNull();
});

it("cards are offered while they are kept and valid, the usual one first", async () => {
  const ctx = await buyingWorkspace();
  const card = { brand: "visa", lastFour: "4242", expiresMonth: 6, expiresYear: 2026, fingerprint: "f" };
  const rows = [
    { ...card, lastFour: "0001", isDefault: false },
    { ...card, lastFour: "0002", isDefault: true },
    { ...card, lastFour: "0003", expiresMonth: 5 },
    { ...card, lastFour: "0004", removedAt: noon },
  ].map((row) => ({ ...row, workspaceId: ctx.workspaceId, id: newId("pm"), createdAt: noon }));
  await inWorkspace(ctx, (tx) => tx.insert(paymentMethods).values(rows));
  const june = { ...ctx, now: new Date("2026-06-30T23:00:00Z") };
  expect((await waysToPay(june, "AOA")).cards.map(({ lastFour }) => lastFour)).toEqual(["0002", "0001"]);
  const july = { ...ctx, now: new Date("2026-07-01T00:00:00Z") };
  expect((await waysToPay(july, "AOA")).cards).toEqual([]);
  expect((await waysToPay(june, "AOA")).banks).toEqual([]);
});

it("asking for credits twice the same day is told once", async () => {
  const ctx = await buyingWorkspace();
  const before = await inWorkspace(ctx, (tx) => tx.$count(outbox));
  const asked = { person: "Marta Reis", credits: "10,000", href: "/w/house/buy?credits=10000" };
  await askForCredits(ctx, asked);
  await askForCredits(ctx, asked);
  expect(await inWorkspace(ctx, (tx) => tx.$count(outbox))).toBe(before + 1);
  await askForCredits({ ...ctx, now: new Date(ctx.now.getTime() + 86_400_000) }, asked);
  expect(await inWorkspace(ctx, (tx) => tx.$count(outbox))).toBe(before + 2);
});

it("a wrong tax number is refused before anything is written down", async () => {
  const ctx = await buyingWorkspace();
  const wrong = { creditsMicro: wholeCredits(10_000), rhythm: "once" as const, buyer: { ...buyer, taxId: "1" } };
  await expect(quotePurchase(ctx, wrong)).rejects.toMatchObject({ key: "nif_shape", details: { field: "taxId" } });
});
