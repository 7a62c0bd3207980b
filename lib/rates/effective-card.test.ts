import { describe, expect, it } from "vitest";
import { wholeCredits } from "@/lib/credits";
import { appliesTo, withinPlace } from "./applies-to";
import { changesAfter, linesAt } from "./effective-card";
import type { Rate, RateBook } from "./rate";

const noon = new Date("2026-06-24T12:00:00Z");
const july = new Date("2026-07-01T00:00:00Z");
const rate = (channel: string, destination: string, credits: number, category = ""): Rate => ({
  id: `${channel} ${destination} ${credits}`,
  channel,
  direction: "outbound",
  category,
  destination,
  unit: "message",
  priceMicro: wholeCredits(credits),
  increment: 1,
  minimum: 1,
  rounding: "up",
});
const card = (startsAt: Date, rates: Rate[]) => ({ id: startsAt.toISOString(), name: "Card", startsAt, rates });
const spring = new Date("2026-03-01T00:00:00Z");

const catalogue = [
  card(july, [rate("sms", "*", 6), rate("sms", "AO", 2), rate("sms", "PT", 2)]),
  card(spring, [rate("sms", "*", 5), rate("sms", "AO", 1), rate("sms", "+24492", 3), rate("sms", "PT", 2)]),
];
const told = (book: RateBook, at: Date) => linesAt(book, at).map(({ kind, rate: { id } }) => `${kind} ${id}`);

describe("the card as a workspace reads it", () => {
  it("leaves out what the agreement goes before, and keeps the rest of the catalogue", () => {
    const home: RateBook = { version: "", catalogue, agreement: [card(spring, [rate("sms", "AO", 4)])] };
    expect(told(home, noon)).toEqual(["agreement sms AO 4", "catalogue sms * 5", "catalogue sms PT 2"]);
    const all: RateBook = { version: "", catalogue, agreement: [card(spring, [rate("sms", "*", 4)])] };
    expect(told(all, noon)).toEqual(["agreement sms * 4"]);
    const template: RateBook = {
      version: "",
      catalogue,
      agreement: [card(spring, [rate("sms", "*", 4, "marketing")])],
    };
    expect(told(template, noon)).toHaveLength(5);
  });

  it("changes when a published card begins: another price, a line that is gone, and nothing that costs the same", () => {
    const book: RateBook = { version: "", catalogue, agreement: [] };
    const changes = changesAfter(book, noon).map(({ at, key, before, after }) => [
      at.toISOString().slice(0, 10),
      key,
      before?.rate.id,
      after?.rate.id,
    ]);
    expect(changes).toEqual([
      ["2026-07-01", "sms outbound  *", "sms * 5", "sms * 6"],
      ["2026-07-01", "sms outbound  AO", "sms AO 1", "sms AO 2"],
      ["2026-07-01", "sms outbound  +24492", "sms +24492 3", "sms AO 2"],
    ]);
    expect(changesAfter(book, july)).toEqual([]);
  });

  it("says of a place which line applies and why, and which lines are for a part of it", () => {
    const book: RateBook = { version: "", catalogue, agreement: [] };
    const lines = linesAt(book, noon);
    const why = (phone: string | null, country: string | null) =>
      appliesTo(book, { phone, country }, lines, noon).map(({ line, why: reason }) => [line.rate.id, reason]);
    expect(why("+244923000018", "AO")).toEqual([["sms +24492 3", "prefix"]]);
    expect(why("+244911000018", "AO")).toEqual([["sms AO 1", "country"]]);
    expect(why(null, "FR")).toEqual([["sms * 5", "anywhere"]]);
    expect(withinPlace({ phone: null, country: "AO" }, lines).map(({ rate: { id } }) => id)).toEqual(["sms +24492 3"]);
    expect(withinPlace({ phone: "+24492", country: "AO" }, lines)).toEqual([]);
  });
});
