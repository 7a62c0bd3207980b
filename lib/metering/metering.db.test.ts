import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeConnections, systemDatabase } from "@/db";
import { closeHot } from "@/db/hot";
import { wholeCredits } from "@/lib/credits";
import { readBalance } from "@/lib/ledger/balance";
import { grantCredits } from "@/lib/ledger/grant-credits";
import { listJournal } from "@/lib/ledger/list-journal";
import { moveCredits, setFrozen, withdrawCredits } from "@/lib/ledger/move-credits";
import { releaseHold, settleHold, sweepHolds } from "./close-hold";
import { extendHold, openHold } from "./hold";
import { readMeans } from "./means";
import { meterOne, meterUsage } from "./meter";
import { quote } from "./quote";
import { returnUsage } from "./return-usage";
import { type UsageEvent, usageEvent } from "./schema";
import { agentIn, later, noon, numberIn, prepareBooks, workspaceWith } from "./testing";

beforeAll(() => prepareBooks());
afterAll(async () => {
  await closeHot();
  await closeConnections();
});

let count = 0;
const fresh = (word: string) => {
  count += 1;
  return `${word} ${count}`;
};
const sms = (extra: Partial<UsageEvent> = {}): UsageEvent =>
  usageEvent.parse({ id: fresh("event"), channel: "sms", to: "+244923000000", ...extra });
const call = (seconds: number, extra: Partial<UsageEvent> = {}): UsageEvent =>
  usageEvent.parse({ id: fresh("call"), channel: "voice", to: "+244923000000", seconds, ...extra });

describe("an event", () => {
  it("is charged out of the plan first, then promo, then the wallet", async () => {
    const ctx = await workspaceWith({ plan: 1, promo: 1, wallet: 10 });
    const [first, second] = await meterUsage(ctx, [sms(), sms({ parts: 3 })]);
    expect(first).toMatchObject({
      status: "charged",
      amountMicro: wholeCredits(1),
      funds: { planMicro: wholeCredits(1) },
    });
    expect(second).toMatchObject({
      status: "charged",
      amountMicro: wholeCredits(3),
      funds: { planMicro: 0n, promoMicro: wholeCredits(1), walletMicro: wholeCredits(2) },
      balanceMicro: wholeCredits(8),
    });
    expect((await readBalance(ctx)).availableMicro).toBe(wholeCredits(8));
  });

  it("is answered the same again under the same id, and refused under the same id with another body", async () => {
    const ctx = await workspaceWith({ wallet: 10 });
    const event = sms();
    const [first] = await meterUsage(ctx, [event]);
    expect(await meterUsage(ctx, [event, { ...event, parts: 2 }])).toEqual([
      { status: "duplicate", first },
      { status: "key_reused" },
    ]);
    expect((await readBalance(ctx)).availableMicro).toBe(wholeCredits(9));
  });

  it("sent again within a request is told what it would be told alone, whatever else came under its id", async () => {
    const ctx = await workspaceWith({ wallet: 10 });
    const event = sms();
    const other = { ...event, parts: 2 };
    const [first] = await meterUsage(ctx, [event]);
    const verdicts = await meterUsage(ctx, [other, event, { ...event, parts: 3 }, other, event]);
    const again = { status: "duplicate", first };
    const reused = { status: "key_reused" };
    expect(verdicts).toEqual([reused, again, reused, reused, again]);
  });

  it("of somebody who is wrong costs the others of its call nothing, and is refused alone", async () => {
    const ctx = await workspaceWith({ wallet: 100 });
    await agentIn(ctx, "ana");
    const wrong = [sms({ agent: "nobody" }), sms({ agent: "no one" }), sms({ number: "none" }), sms({ to: "+1555" })];
    const good = Array.from({ length: 20 }, () => sms({ agent: "ana" }));
    const answers = await Promise.allSettled([...wrong, ...good].map((event) => meterOne(ctx, event)));
    expect(answers.slice(0, 4).map((answer) => answer.status === "rejected" && answer.reason.details.field)).toEqual([
      "agent",
      "agent",
      "number",
      "to",
    ]);
    expect(
      answers.slice(0, 2).map((answer) => answer.status === "rejected" && answer.reason.details.values.name),
    ).toEqual(["nobody", "no one"]);
    expect(answers.slice(4).every((answer) => answer.status === "fulfilled" && answer.value.status === "charged")).toBe(
      true,
    );
    const { rows } = await listJournal(ctx, { kinds: ["usage"] }, { after: null, limit: 50 });
    expect(rows.length, "calls that charged").toBeLessThanOrEqual(2);
  });

  it("is refused without a rate, and when the credits are gone", async () => {
    const ctx = await workspaceWith({ wallet: 2 });
    const verdicts = await Promise.all([1, 2, 3].map(() => meterOne(ctx, sms())));
    expect(verdicts.map(({ status }) => status).sort()).toEqual(["charged", "charged", "refused"]);
    expect(verdicts).toContainEqual(
      expect.objectContaining({ code: "insufficient_credits", shortByMicro: wholeCredits(1) }),
    );
  });

  it("of an agent at its limit is refused with the limit and the moment it starts anew", async () => {
    const ctx = await workspaceWith({ wallet: 100 });
    await agentIn(ctx, "ana", { monthlyLimitMicro: wholeCredits(2), atLimit: "stop" });
    const verdicts = await meterUsage(ctx, [
      sms({ agent: "ana" }),
      sms({ agent: "ana", parts: 2 }),
      sms({ agent: "ana" }),
    ]);
    expect(verdicts.map(({ status }) => status)).toEqual(["charged", "refused", "charged"]);
    expect(verdicts[1]).toMatchObject({
      code: "agent_limit_reached",
      shortByMicro: wholeCredits(1),
      limitMicro: wholeCredits(2),
      resetsAt: new Date("2026-06-30T23:00:00Z"),
    });
  });

  it("through a number takes the number's credits, and a template exactly one of them", async () => {
    const ctx = await workspaceWith({ wallet: 100 });
    await numberIn(ctx, "sales", { credits: 2 });
    const template = () =>
      usageEvent.parse({
        id: fresh("t"),
        channel: "whatsapp",
        to: "+244923000000",
        category: "marketing",
        number: "sales",
      });
    const verdicts = await meterUsage(ctx, [template(), template(), template()]);
    expect(verdicts.map((verdict) => (verdict.status === "refused" ? verdict.code : verdict.status))).toEqual([
      "charged",
      "charged",
      "number_credits_exhausted",
    ]);
    expect((await readBalance(ctx)).availableMicro).toBe(wholeCredits(100));
  });

  it("names an unknown agent and charges nothing of the request", async () => {
    const ctx = await workspaceWith({ wallet: 5 });
    await expect(meterUsage(ctx, [sms(), sms({ agent: "nobody" })])).rejects.toMatchObject({
      details: { field: "events[1].agent" },
    });
    expect((await readBalance(ctx)).availableMicro).toBe(wholeCredits(5));
  });

  it("that was not delivered gives its credits back, once, and an expired lot's part expires", async () => {
    const ctx = await workspaceWith({ plan: 1, wallet: 5, planExpires: new Date(noon.getTime() + 60_000) });
    const event = sms({ parts: 3 });
    await meterUsage(ctx, [event]);
    const hence = later(ctx, 5);
    expect(await returnUsage(hence, event.id, "undelivered")).toMatchObject({
      status: "returned",
      amountMicro: wholeCredits(3),
    });
    expect(await returnUsage(hence, event.id, "undelivered")).toMatchObject({ status: "duplicate" });
    expect(await readBalance(hence)).toMatchObject({ planMicro: 0n, walletMicro: wholeCredits(5) });
  });
});

describe("a hold", () => {
  it("settled for less gives the rest back, and for more draws what there is and leaves a debt", async () => {
    const ctx = await workspaceWith({ plan: 4, wallet: 6 });
    const first = call(60);
    expect(await openHold(ctx, first, later(ctx, 60).now)).toMatchObject({
      status: "held",
      amountMicro: wholeCredits(4),
    });
    expect(await readBalance(ctx)).toMatchObject({ planMicro: 0n, heldMicro: wholeCredits(4) });
    expect(await extendHold(ctx, first.id, { quantity: 120, expiresAt: later(ctx, 90).now })).toMatchObject({
      status: "extended",
      amountMicro: wholeCredits(8),
    });
    expect(await settleHold(ctx, first.id, { quantity: 30 })).toMatchObject({
      status: "charged",
      amountMicro: wholeCredits(4),
      funds: { planMicro: wholeCredits(4) },
    });
    expect(await readBalance(ctx)).toMatchObject({ planMicro: 0n, walletMicro: wholeCredits(6), heldMicro: 0n });
    const second = call(60);
    await openHold(ctx, second, later(ctx, 60).now);
    expect(await settleHold(ctx, second.id, { quantity: 180 })).toMatchObject({
      status: "charged",
      amountMicro: wholeCredits(12),
      debtMicro: wholeCredits(6),
    });
    expect(await readBalance(ctx)).toMatchObject({ walletMicro: -wholeCredits(6), availableMicro: -wholeCredits(6) });
  });

  it("that left a debt leaves no more to spend than the balance shows, from whichever fund", async () => {
    const ctx = await workspaceWith({ wallet: 4 });
    const spoken = call(60);
    await openHold(ctx, spoken, later(ctx, 60).now);
    await settleHold(ctx, spoken.id, { quantity: 150 });
    await grantCredits(ctx, { fund: "promo", amountMicro: wholeCredits(10), source: "promo", effectKey: "gift" });
    expect(await readBalance(ctx)).toMatchObject({ promoMicro: wholeCredits(10), availableMicro: wholeCredits(2) });
    const three = { count: 3, eachMicro: wholeCredits(1), isTemplate: false };
    const means = await readMeans(ctx, "Africa/Luanda", {});
    expect(quote([three], means)).toMatchObject({
      shortByMicro: wholeCredits(1),
      hits: [{ code: "insufficient_credits", shortByMicro: wholeCredits(1) }],
    });
    expect(await meterUsage(ctx, [sms({ parts: 3 }), sms({ parts: 2 }), sms()])).toMatchObject([
      { status: "refused", code: "insufficient_credits", shortByMicro: wholeCredits(1) },
      { status: "charged", balanceMicro: 0n },
      { status: "refused", code: "insufficient_credits", shortByMicro: wholeCredits(1) },
    ]);
    expect(quote([{ ...three, count: 100 }], await readMeans(ctx, "Africa/Luanda", {}))).toMatchObject({
      shortByMicro: wholeCredits(100),
      hits: [{ code: "insufficient_credits", shortByMicro: wholeCredits(100) }],
    });
  });

  it("is released once, and swept when its time is over", async () => {
    const ctx = await workspaceWith({ wallet: 20 });
    const message = sms();
    await openHold(ctx, message, later(ctx, 1).now);
    expect(await releaseHold(ctx, message.id)).toEqual({ status: "released" });
    expect(await settleHold(ctx, message.id, {})).toMatchObject({ status: "closed", state: "released" });
    const left = call(60);
    await openHold(ctx, left, later(ctx, 1).now);
    await sweepHolds(systemDatabase(), later(ctx, 2).now);
    expect(await readBalance(ctx)).toMatchObject({ walletMicro: wholeCredits(16), heldMicro: 0n });
    expect(await settleHold(later(ctx, 3), left.id, { quantity: 60 })).toMatchObject({ status: "duplicate" });
    expect(await readBalance(ctx)).toMatchObject({ walletMicro: wholeCredits(16), heldMicro: 0n });
  });
});

it("credits move between pockets, are taken away and are frozen", async () => {
  const ctx = await workspaceWith({ wallet: 10 });
  await numberIn(ctx, "sales");
  expect(
    await moveCredits(ctx, { from: "main", to: "sales", amountMicro: wholeCredits(4), effectKey: "move:1" }),
  ).toMatchObject({ status: "recorded" });
  expect(
    await moveCredits(ctx, { from: "main", to: "sales", amountMicro: wholeCredits(4), effectKey: "move:1" }),
  ).toMatchObject({ status: "duplicate" });
  expect(await withdrawCredits(ctx, { amountMicro: wholeCredits(7), effectKey: "adjust:1" })).toEqual({
    status: "insufficient",
    shortByMicro: wholeCredits(1),
  });
  await setFrozen(ctx, true);
  expect(await meterUsage(ctx, [sms()])).toMatchObject([{ status: "refused", code: "wallet_frozen" }]);
});
