import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wholeCredits } from "@/lib/credits";
import { defaultCatalogue } from "./default-catalogue";
import { findRate, type Priceable, priceOf, type Rate, type RateBook } from "./rate";

const noon = new Date("2026-06-24T12:00:00Z");
const rate = (extra: Partial<Rate>): Rate => ({
  id: extra.destination ?? "*",
  channel: "sms",
  direction: "outbound",
  category: "",
  destination: "*",
  unit: "part",
  priceMicro: wholeCredits(1),
  increment: 1,
  minimum: 1,
  rounding: "up",
  ...extra,
});
const card = (startsAt: string, rates: readonly Rate[]) => ({
  id: startsAt,
  name: startsAt,
  startsAt: new Date(startsAt),
  rates,
});
const bookOf = (catalogue: RateBook["catalogue"], agreement: RateBook["agreement"] = []): RateBook => ({
  version: "1:0",
  catalogue,
  agreement,
});
const toLuanda: Omit<Priceable, "quantity"> = {
  channel: "sms",
  direction: "outbound",
  category: null,
  phone: "+244923000000",
  country: "AO",
};

describe("the rate of an event", () => {
  const rates = [
    rate({}),
    rate({ destination: "AO" }),
    rate({ destination: "+2449" }),
    rate({ destination: "+24492" }),
  ];
  const book = bookOf([card("2026-01-01T00:00:00Z", rates)]);

  it("is the longest matching prefix, then the country, then anywhere", () => {
    expect(findRate(book, toLuanda, noon)?.id).toBe("+24492");
    expect(findRate(book, { ...toLuanda, phone: "+244911000000" }, noon)?.id).toBe("+2449");
    expect(findRate(book, { ...toLuanda, phone: "+244222000000" }, noon)?.id).toBe("AO");
    expect(findRate(book, { ...toLuanda, phone: "+351911000000", country: "PT" }, noon)?.id).toBe("*");
  });

  it("is none for another channel, direction, or before the first card: never free", () => {
    expect(findRate(book, { ...toLuanda, channel: "voice" }, noon)).toBeNull();
    expect(findRate(book, { ...toLuanda, direction: "inbound" }, noon)).toBeNull();
    expect(findRate(book, toLuanda, new Date("2025-12-31T23:59:59.999Z"))).toBeNull();
  });

  it("names the category before it falls back to any, at the same destination", () => {
    const both = bookOf([
      card("2026-01-01T00:00:00Z", [rate({ id: "any" }), rate({ id: "marketing", category: "marketing" })]),
    ]);
    expect(findRate(both, { ...toLuanda, category: "marketing" }, noon)?.id).toBe("marketing");
    expect(findRate(both, { ...toLuanda, category: "utility" }, noon)?.id).toBe("any");
  });

  it("is the one in force at the event's own time, to the millisecond", () => {
    const dated = bookOf([
      card("2026-07-01T00:00:00Z", [rate({ id: "new" })]),
      card("2026-01-01T00:00:00Z", [rate({ id: "old" })]),
    ]);
    expect(findRate(dated, toLuanda, new Date("2026-06-30T23:59:59.999Z"))?.id).toBe("old");
    expect(findRate(dated, toLuanda, new Date("2026-07-01T00:00:00Z"))?.id).toBe("new");
  });

  it("is the agreement's where it has one, and the catalogue's where it has none", () => {
    const agreed = bookOf(
      [card("2026-01-01T00:00:00Z", rates)],
      [card("2026-01-01T00:00:00Z", [rate({ id: "agreed", destination: "AO" })])],
    );
    expect(findRate(agreed, toLuanda, noon)?.id).toBe("agreed");
    expect(findRate(agreed, { ...toLuanda, phone: "+351911000000", country: "PT" }, noon)?.id).toBe("*");
  });
});

describe("a price", () => {
  const perMinute = (extra: Partial<Rate> = {}) =>
    rate({ unit: "minute", priceMicro: wholeCredits(4), increment: 60, minimum: 60, ...extra });

  it("counts begun increments whole and never less than the minimum", () => {
    expect([0, 1, 60, 61, 120, 121].map((seconds) => priceOf(perMinute(), seconds))).toEqual(
      [4, 4, 4, 8, 8, 12].map((credits) => wholeCredits(credits)),
    );
  });

  it("is rounded once, up or to the nearest millionth", () => {
    const third = { priceMicro: 1n, increment: 1, minimum: 1 };
    expect(priceOf(perMinute({ ...third, rounding: "up" }), 20)).toBe(1n);
    expect(priceOf(perMinute({ ...third, rounding: "nearest" }), 20)).toBe(0n);
    expect(priceOf(perMinute({ ...third, rounding: "nearest" }), 30)).toBe(1n);
  });

  it("never falls when more is used, and is exact for messages", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 12n), fc.nat(100_000), fc.nat(1_000), (priceMicro, quantity, more) => {
        const call = perMinute({ priceMicro, increment: 6, minimum: 6 });
        expect(priceOf(call, quantity + more)).toBeGreaterThanOrEqual(priceOf(call, quantity));
        expect(priceOf(rate({ priceMicro }), quantity + 1)).toBe(priceMicro * BigInt(quantity + 1));
      }),
    );
  });
});

describe("the catalogue a new installation starts with", () => {
  const book = bookOf([card("2000-01-01T00:00:00Z", defaultCatalogue)]);
  const costs = (event: Partial<Priceable> & Pick<Priceable, "channel">, quantity = 1) => {
    const found = findRate(book, { direction: "outbound", category: null, phone: null, country: null, ...event }, noon);
    return found && Number(priceOf(found, quantity)) / 1_000_000;
  };

  it("charges what its readers know", () => {
    expect(costs({ channel: "sms", phone: "+244923000000", country: "AO" })).toBe(1);
    expect(costs({ channel: "sms", phone: "+244923000000", country: "AO" }, 3)).toBe(3);
    for (const country of ["PT", "US", "JP", "AQ"])
      expect(costs({ channel: "sms", country })).toBeGreaterThanOrEqual(2);
    for (const country of ["PT", "US", "JP", "AQ"]) expect(costs({ channel: "sms", country })).toBeLessThanOrEqual(5);
    expect(costs({ channel: "whatsapp", category: "utility", country: "AO" })).toBe(1);
    expect(costs({ channel: "whatsapp", category: "marketing", country: "AO" })).toBe(2);
    expect(costs({ channel: "telegram" })).toBe(1);
    expect(costs({ channel: "email" })).toBe(0.5);
    expect(costs({ channel: "slack" })).toBe(0.5);
    expect(costs({ channel: "voice", country: "AO" }, 61)).toBe(8);
  });

  it("has a rate for every channel in both directions that it can have", () => {
    for (const channel of ["sms", "whatsapp", "voice", "telegram", "email", "slack"]) {
      expect(costs({ channel, direction: "inbound" })).toBeGreaterThan(0);
    }
    for (const channel of ["ai", "automation"]) expect(costs({ channel })).toBeGreaterThan(0);
  });

  it("names no destination twice", () => {
    const keys = defaultCatalogue.map(({ id }) => id);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
