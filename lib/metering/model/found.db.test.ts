import { afterAll, beforeAll, expect, it } from "vitest";
import { closeConnections } from "@/db";
import { closeHot } from "@/db/hot";
import { wholeCredits } from "@/lib/credits";
import { readBalance } from "@/lib/ledger/balance";
import { grantCredits } from "@/lib/ledger/grant-credits";
import { settleHold } from "../close-hold";
import { extendHold, openHold } from "../hold";
import { meterUsage } from "../meter";
import { usageEvent } from "../schema";
import { later, noon, numberIn, prepareBooks, workspaceWith } from "../testing";

// What random histories have found in the books, each as the smallest story that shows it.
beforeAll(() => prepareBooks());
afterAll(async () => {
  await closeHot();
  await closeConnections();
});

const sms = (id: string, parts = 1) => usageEvent.parse({ id, channel: "sms", to: "+244923000000", parts });

it("an event refused before money is looked at is told the balance of its place in the row", async () => {
  const ctx = await workspaceWith({ wallet: 5 });
  const unpriced = usageEvent.parse({ id: "no rate", channel: "ai", direction: "inbound" });
  const verdicts = await meterUsage(ctx, [sms("before"), unpriced, sms("after")]);
  expect(verdicts[1]).toMatchObject({ status: "refused", code: "no_rate", balanceMicro: wholeCredits(4) });
  expect(await meterUsage(ctx, [unpriced])).toEqual([{ status: "duplicate", first: verdicts[1] }]);
});

it("a lot that has expired is no part of the balance, before anybody has written it off", async () => {
  const ctx = await workspaceWith({ plan: 3, wallet: 2, planExpires: new Date(noon.getTime() + 60_000) });
  expect(await readBalance(ctx)).toMatchObject({ availableMicro: wholeCredits(5) });
  expect(await readBalance(later(ctx, 1))).toMatchObject({ availableMicro: wholeCredits(2), planMicro: 0n });
});

it("a held template that a number's credit pays costs that one credit, whatever is delivered", async () => {
  const ctx = await workspaceWith({ wallet: 5 });
  await numberIn(ctx, "sales", { credits: 2 });
  const template = { channel: "whatsapp", to: "+244923000000", category: "marketing", number: "sales" };
  const until = later(ctx, 60).now;
  await openHold(ctx, usageEvent.parse({ id: "template", ...template }), until);
  expect(await extendHold(ctx, "template", { quantity: 1, expiresAt: until })).toMatchObject({
    amountMicro: wholeCredits(1),
  });
  expect(await settleHold(ctx, "template", { quantity: 1 })).toMatchObject({
    amountMicro: wholeCredits(1),
    funds: { numberMicro: wholeCredits(1) },
    debtMicro: 0n,
  });
});

it("more of a held template that the card charges is never taken from a number that has less than one credit", async () => {
  const ctx = await workspaceWith({ wallet: 5 });
  await numberIn(ctx, "sales", { credits: 1, usesWorkspace: true });
  const through = { channel: "whatsapp", to: "+244923000000", number: "sales" };
  await meterUsage(ctx, [usageEvent.parse({ ...through, id: "half", channel: "email", to: "ana@example.com" })]);
  const until = later(ctx, 60).now;
  expect(
    await openHold(ctx, usageEvent.parse({ ...through, id: "template", category: "marketing" }), until),
  ).toMatchObject({ amountMicro: wholeCredits(2), funds: { numberMicro: 0n } });
  expect(await extendHold(ctx, "template", { quantity: 3, expiresAt: until })).toMatchObject({
    code: "insufficient_credits",
    shortByMicro: wholeCredits(1),
  });
});

it("the same effect is granted once, also where the second call names another pocket", async () => {
  const ctx = await workspaceWith();
  await numberIn(ctx, "sales");
  const grant = { fund: "wallet", amountMicro: 5n, source: "purchase", effectKey: "purchase:1" } as const;
  await grantCredits(ctx, grant);
  await expect(grantCredits(ctx, { ...grant, pocket: "sales" })).rejects.toThrow();
  expect(await grantCredits(ctx, grant)).toMatchObject({ status: "duplicate" });
});
