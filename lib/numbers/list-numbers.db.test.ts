import { afterAll, beforeAll, expect, it } from "vitest";
import { closeConnections } from "@/db";
import { closeHot } from "@/db/hot";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { grantCredits } from "@/lib/ledger/grant-credits";
import { openHold } from "@/lib/metering/hold";
import { meterUsage } from "@/lib/metering/meter";
import { returnUsage } from "@/lib/metering/return-usage";
import { usageEvent } from "@/lib/metering/schema";
import { later, noon, numberIn, prepareBooks, workspaceWith } from "@/lib/metering/testing";
import { listNumbers } from "./list-numbers";

const zone = "Africa/Luanda";
const ago = (ctx: Context, days: number): Context => ({ ...ctx, now: new Date(noon.getTime() - days * 86_400_000) });
const sms = (id: string, parts: number, number: string) =>
  usageEvent.parse({ id, channel: "sms", to: "+244923000000", parts, number });

let books: Context;

beforeAll(async () => {
  await prepareBooks();
  books = await workspaceWith({ wallet: 100 }, ago({ now: noon } as Context, 34).now);
  await numberIn(books, "sales", { credits: 100, usesWorkspace: true });
  await numberIn(books, "support", { credits: 2 });
  await numberIn(books, "idle");
  for (const [days, parts] of [
    [33, 9],
    [24, 10],
    [3, 20],
    [2, 15],
    [1, 5],
  ] as const) {
    await meterUsage(ago(books, days), [sms(`sales ${days}`, parts, "sales")]);
  }
  await returnUsage(ago(books, 1), "sales 1", "undelivered");
  await meterUsage(ago(books, 1), [sms("last", 2, "support"), sms("too much", 1, "support")]);
});
afterAll(async () => {
  await closeHot();
  await closeConnections();
});

it("each number says what it has, what went through it this month and in thirty days, and how long its own credits last", async () => {
  const [idle, sales, support] = await listNumbers({ ...books, now: noon }, zone);
  expect(idle).toMatchObject({
    id: "idle",
    leftMicro: 0n,
    month: { events: 0, amountMicro: 0n },
    runway: { state: "zero" },
  });
  expect(sales).toMatchObject({
    id: "sales",
    usesWorkspace: true,
    leftMicro: wholeCredits(46),
    peakMicro: wholeCredits(100),
    // 20, 15 and 5 in June, of which the 5 came back; 10 on the last of May; the 9 before are older than thirty days.
    month: { events: 3, amountMicro: wholeCredits(35) },
    last30: { events: 4, amountMicro: wholeCredits(45) },
    runway: { state: "estimated", unit: "day", count: 30, windowDays: 30 },
  });
  expect(support).toMatchObject({
    id: "support",
    usesWorkspace: false,
    leftMicro: 0n,
    month: { events: 1, amountMicro: wholeCredits(2) },
    runway: { state: "zero" },
  });
});

it("what the workspace paid counts as used through the number, and not towards its own credits", async () => {
  const ctx = await workspaceWith({ wallet: 50 }, ago(books, 10).now);
  await numberIn(ctx, "sales", { credits: 4, usesWorkspace: true });
  for (const days of [3, 2, 1]) await meterUsage(ago(ctx, days), [sms(`at ${days}`, 3, "sales")]);
  const [sales] = await listNumbers({ ...ctx, now: noon }, zone);
  expect(sales).toMatchObject({ leftMicro: 0n, last30: { events: 3, amountMicro: wholeCredits(9) } });
});

it("credits on hold are kept apart, and credits that have expired are not there", async () => {
  const ctx = await workspaceWith({}, noon);
  await numberIn(ctx, "sales", { credits: 10 });
  const expiresAt = later(ctx, 30).now;
  await grantCredits(ctx, {
    fund: "wallet",
    pocket: "sales",
    amountMicro: wholeCredits(5),
    source: "purchase",
    effectKey: "purchase:short",
    expiresAt,
  });
  await openHold(ctx, sms("in transit", 3, "sales"), later(ctx, 60).now);
  const [now] = await listNumbers(ctx, zone);
  expect(now).toMatchObject({ leftMicro: wholeCredits(12), heldMicro: wholeCredits(3), peakMicro: wholeCredits(15) });
  const [then] = await listNumbers(later(ctx, 31), zone);
  expect(then?.leftMicro).toBe(wholeCredits(10));
});

it("a workspace sees its own numbers and nobody else's", async () => {
  expect(await listNumbers(await workspaceWith(), zone)).toEqual([]);
});
