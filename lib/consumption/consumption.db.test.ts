import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeConnections } from "@/db";
import { closeHot } from "@/db/hot";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { grantCredits } from "@/lib/ledger/grant-credits";
import { meterUsage } from "@/lib/metering/meter";
import { returnUsage } from "@/lib/metering/return-usage";
import { type UsageEvent, usageEvent } from "@/lib/metering/schema";
import { agentIn, noon, numberIn, prepareBooks, workspaceWith } from "@/lib/metering/testing";
import { consumptionDecimals, readConsumption } from "./consumption";
import { readRecent } from "./pace";

const zone = "Africa/Luanda";
const dayMinutes = 24 * 60;

let books: Context;
let count = 0;
const sms = (parts: number, extra: Partial<UsageEvent> = {}) =>
  usageEvent.parse({ id: `event ${count++}`, channel: "sms", to: "+244923000000", parts, ...extra });
const email = (extra: Partial<UsageEvent> = {}) =>
  usageEvent.parse({ id: `event ${count++}`, channel: "email", to: "ana@example.com", parts: 1, ...extra });

/** Bought at 8.00 a credit, the plan's at 4.00: four days of use, one message come back, one refused. */
beforeAll(async () => {
  await prepareBooks();
  books = await workspaceWith({}, new Date("2026-05-15T12:00:00Z"));
  await agentIn(books, "ana", { name: "Ana" });
  await numberIn(books, "sales", { usesWorkspace: true });
  await grantCredits(books, {
    fund: "plan",
    amountMicro: wholeCredits(10),
    source: "renewal",
    effectKey: "renewal:1",
    costMinor: 4_000n,
  });
  await grantCredits(books, {
    fund: "wallet",
    amountMicro: wholeCredits(500),
    source: "purchase",
    effectKey: "purchase:1",
    costMinor: 400_000n,
  });
  await grantCredits(books, {
    fund: "wallet",
    pocket: "sales",
    amountMicro: wholeCredits(20),
    source: "purchase",
    effectKey: "purchase:2",
    costMinor: 20_000n,
  });
  const on = (days: number): Context => ({ ...books, now: new Date(noon.getTime() - days * dayMinutes * 60_000) });
  await meterUsage(on(3), [sms(20, { agent: "ana", feature: "campaigns" }), email({ feature: "campaigns" })]);
  const lost = sms(5, { feature: "automations" });
  await meterUsage(on(2), [lost, sms(7, { number: "sales" })]);
  await meterUsage(on(1), [sms(30, { agent: "ana" }), sms(900)]);
  await returnUsage(on(1), lost.id, "undelivered");
  await meterUsage(on(0), [sms(2)]);
});
afterAll(async () => {
  await closeHot();
  await closeConnections();
});

describe("what was used", () => {
  it("has the same digits on every side, also where halves of one side are wholes of another", async () => {
    const all = await readConsumption({ ...books, now: noon }, zone, { from: "2026-05-26", to: "2026-06-24" });
    const whole = { feature: null, events: 2, amountMicro: wholeCredits(1) };
    expect(consumptionDecimals({ ...all, byAgent: [], byFeature: [whole] })).toBe(1);
    expect(consumptionDecimals({ ...all, byAgent: [], byFeature: [whole], byDay: [] })).toBe(0);
  });

  it("is told by day and channel, by feature and by agent, each the same sum, returned and refused left out", async () => {
    const all = await readConsumption({ ...books, now: noon }, zone, { from: "2026-05-26", to: "2026-06-24" });
    expect(
      all.byDay.map(({ day, channel, events, amountMicro }) => `${day} ${channel} ${events} ${amountMicro}`),
    ).toEqual([
      `2026-06-21 email 1 ${wholeCredits(1) / 2n}`,
      `2026-06-21 sms 1 ${wholeCredits(20)}`,
      `2026-06-22 sms 2 ${wholeCredits(7)}`,
      `2026-06-23 sms 1 ${wholeCredits(30)}`,
      `2026-06-24 sms 1 ${wholeCredits(2)}`,
    ]);
    expect(all.byAgent).toMatchObject([
      { agentId: "ana", name: "Ana", amountMicro: wholeCredits(50) },
      { agentId: null },
    ]);
    expect(all.byFeature.map(({ feature }) => feature)).toEqual([null, "campaigns", "automations"]);
    for (const part of [all.byDay, all.byFeature, all.byAgent])
      expect(part.reduce((sum, { amountMicro }) => sum + amountMicro, 0n)).toBe(all.total.amountMicro);
    expect(all.total).toEqual({ events: 6, amountMicro: wholeCredits(59) + wholeCredits(1) / 2n });
  });

  it("cost what the lots it came from had cost, and the costs of parts of a period make the whole", async () => {
    const cost = async (from: string, to: string) =>
      (await readConsumption({ ...books, now: noon }, zone, { from, to } as never)).costMinor;
    // 10 of the plan at 4.00, 7 of the number at 10.00, and the rest at 8.00.
    expect(await cost("2026-05-26", "2026-06-24")).toBe(4_000n + 7_000n + 34_000n);
    const parts = await Promise.all([
      cost("2026-05-01", "2026-06-21"),
      cost("2026-06-22", "2026-06-22"),
      cost("2026-06-23", "2026-06-24"),
    ]);
    expect(parts).toEqual([12_400n, 11_000n, 21_600n]);
    expect(await cost("2026-01-01", "2026-01-31")).toBe(0n);
  });

  it("sets the pace of the complete days, and this month against the same days of the last", async () => {
    const recent = await readRecent({ ...books, now: noon }, zone, wholeCredits(96));
    expect(recent.runway).toMatchObject({ state: "estimated", windowDays: 3, unit: "day", count: 5 });
    expect(recent.month).toMatchObject({
      usedMicro: wholeCredits(59) + wholeCredits(1) / 2n,
      beforeMicro: 0n,
      hasBefore: false,
    });
    const july = { ...books, now: new Date("2026-07-23T12:00:00Z") };
    expect((await readRecent(july, zone, 1n)).month).toMatchObject({
      usedMicro: 0n,
      beforeMicro: wholeCredits(57) + wholeCredits(1) / 2n,
      beforeMonth: "2026-06-01",
      hasBefore: true,
    });
  });
});
