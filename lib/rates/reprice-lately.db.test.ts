import { afterAll, beforeAll, expect, it } from "vitest";
import { closeConnections, systemDatabase } from "@/db";
import { closeHot } from "@/db/hot";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { meterUsage } from "@/lib/metering/meter";
import { returnUsage } from "@/lib/metering/return-usage";
import { type UsageEvent, usageEvent } from "@/lib/metering/schema";
import { later, noon, numberIn, prepareBooks, workspaceWith } from "@/lib/metering/testing";
import { readRateBook } from "./data";
import { changesAfter } from "./effective-card";
import { publishCard } from "./publish-card";
import type { Rate } from "./rate";
import { repriceLately } from "./reprice-lately";

const july = new Date("2026-07-01T00:00:00Z");
const june = new Date("2026-06-01T00:00:00Z");
const rate = (channel: string, credits: number, extra: Partial<Rate> = {}): Rate => ({
  id: `agreed.${channel}.${extra.destination ?? "any"}`,
  channel,
  direction: "outbound",
  category: "",
  destination: "*",
  unit: "message",
  priceMicro: wholeCredits(credits),
  increment: 1,
  minimum: 1,
  rounding: "up",
  ...extra,
});
const event = (id: string, extra: Partial<UsageEvent>) =>
  usageEvent.parse({ id, channel: "sms", to: "+244923000000", ...extra });

let books: Context;

beforeAll(async () => {
  await prepareBooks();
  books = await workspaceWith({ wallet: 500 });
  await numberIn(books, "sales", { credits: 20 });
  const agree = (startsAt: Date, rates: Rate[]) =>
    publishCard(systemDatabase(), { owner: books.workspaceId, name: "Agreement", startsAt, rates }, noon);
  await agree(new Date("2026-01-01T00:00:00Z"), [
    rate("sms", 2, { unit: "part" }),
    rate("whatsapp", 3),
    rate("email", 1),
    rate("voice", 4, { unit: "minute", increment: 60, minimum: 60 }),
  ]);
  await agree(july, [
    rate("sms", 3, { unit: "part" }),
    rate("sms", 9, { unit: "part", destination: "PT" }),
    rate("whatsapp", 4),
    rate("email", 1),
    rate("voice", 4, { unit: "minute", increment: 1, minimum: 1 }),
  ]);
});
afterAll(async () => {
  await closeHot();
  await closeConnections();
});

it("what was used lately is reckoned at what comes: by parts and seconds, without what came back or costs otherwise", async () => {
  await meterUsage(books, [
    event("one", { parts: 2 }),
    event("two", { parts: 1 }),
    event("back", { parts: 5 }),
    event("mail", { channel: "email", to: "ana@example.com" }),
    event("call", { channel: "voice", seconds: 90 }),
    event("template", { channel: "whatsapp", category: "utility", number: "sales" }),
  ]);
  await returnUsage(later(books, 1), "back", "undelivered");
  const changes = changesAfter(await readRateBook(books), noon);
  expect(await repriceLately(later(books, 2), changes, june)).toEqual({
    events: 3,
    nowMicro: wholeCredits(3 * 2 + 8),
    thenMicro: wholeCredits(3 * 3 + 6),
  });
  expect(await repriceLately(books, changes, july)).toEqual({ events: 0, nowMicro: 0n, thenMicro: 0n });
  expect(await repriceLately(books, [], june)).toEqual({ events: 0, nowMicro: 0n, thenMicro: 0n });
});
