import fc from "fast-check";
import { expect, test } from "vitest";
import { wholeCredits } from "@/lib/credits";
import { payStep } from "@/lib/money";
import { type FullTerms, type Offer, offerOf } from "./offer";
import { offerTerms } from "./offer-input";
import { creditsFor, nextTier, priceOf } from "./price";

const terms = (unitPrice: string): FullTerms => ({
  unitPrice,
  tiers: [
    { from: 10_000, discountBps: 500 },
    { from: 25_000, discountBps: 1_000 },
    { from: 50_000, discountBps: 1_375 },
  ],
  packages: [5_000, 10_000, 25_000, 50_000],
  minCredits: 1_000,
  maxCredits: 1_000_000,
  rhythms: { week: 200, month: 500, quarter: 800 },
});
const offer = (currency: string, unitPrice: string): Offer =>
  offerOf({ id: "offer_1", terms: terms(unitPrice) }, null, currency);
const kwanza = offer("AOA", "8");

test("the lower price of a tier holds for all credits", () => {
  expect(priceOf(kwanza, wholeCredits(9_999), "once").priceMinor).toBe(7_999_200n);
  expect(priceOf(kwanza, wholeCredits(10_000), "once").priceMinor).toBe(7_600_000n);
  expect(priceOf(kwanza, wholeCredits(25_000), "once").priceMinor).toBe(18_000_000n);
  expect(priceOf(kwanza, wholeCredits(50_000), "once").priceMinor).toBe(34_500_000n);
});

test("a recurring purchase takes its discount of what the volume left", () => {
  const { listMinor, volumeDiscountMinor, rhythmDiscountMinor, priceMinor } = priceOf(
    kwanza,
    wholeCredits(25_000),
    "month",
  );
  expect([listMinor, volumeDiscountMinor, rhythmDiscountMinor, priceMinor]).toEqual([
    20_000_000n,
    2_000_000n,
    900_000n,
    17_100_000n,
  ]);
});

test("a price finer than a cent is rounded once, on the sum", () => {
  expect(priceOf(offer("EUR", "0.009"), wholeCredits(1_001), "once").priceMinor).toBe(901n);
  expect(priceOf(offer("EUR", "0.009"), wholeCredits(50_001), "once").priceMinor).toBe(38_813n);
});

test("rupiah come out whole, since nobody can pay their hundredths", () => {
  expect(priceOf(offer("IDR", "450"), wholeCredits(50_001), "once").priceMinor).toBe(1_940_663_800n);
});

const anyOffer = fc
  .tuple(fc.constantFrom("AOA", "IDR", "INR", "USD", "EUR", "JPY", "KWD", "ISK"), fc.integer({ min: 1, max: 999_999 }))
  .map(([currency, millionths]) => offer(currency, (millionths / 1_000).toFixed(3)));

test("the lines sum to the price, which is a multiple of what can be paid", () => {
  fc.assert(
    fc.property(
      anyOffer,
      fc.bigInt({ min: 1n, max: 1_000_000n }),
      fc.constantFrom("once" as const, "week" as const, "month" as const, "quarter" as const),
      (one, credits, rhythm) => {
        const price = priceOf(one, wholeCredits(credits), rhythm);
        expect(price.listMinor - price.volumeDiscountMinor - price.rhythmDiscountMinor).toBe(price.priceMinor);
        expect(price.priceMinor % payStep(one.currency)).toBe(0n);
        expect(price.rhythmDiscountMinor >= 0n && price.volumeDiscountMinor >= 0n).toBe(true);
      },
    ),
  );
});

test("an amount of money buys the most credits it can, also where a tier makes more cost less", () => {
  fc.assert(
    fc.property(anyOffer, fc.bigInt({ min: 0n, max: 10n ** 9n }), (one, money) => {
      const credits = creditsFor(one, money, "once");
      if (credits > 0n) expect(priceOf(one, credits, "once").priceMinor <= money).toBe(true);
      if (credits < wholeCredits(one.terms.maxCredits))
        expect(priceOf(one, credits + wholeCredits(1), "once").priceMinor > money).toBe(true);
    }),
    { numRuns: 300 },
  );
  expect(creditsFor(kwanza, 7_600_000n, "once")).toBe(wholeCredits(10_000));
});

test("an agreement replaces what it names and leaves the rest", () => {
  const agreed = offerOf(
    { id: "offer_1", terms: terms("8") },
    { id: "offer_2", terms: { unitPrice: "6.5", tiers: [] } },
    "AOA",
  );
  expect(agreed.id).not.toBe(kwanza.id);
  expect(priceOf(agreed, wholeCredits(50_000), "month").priceMinor).toBe(30_875_000n);
  expect(agreed.terms.packages).toEqual(terms("8").packages);
});

test("the next tier is the one a little more would reach", () => {
  expect(nextTier(terms("8"), wholeCredits(10_000))).toEqual({ from: 25_000, discountBps: 1_000 });
  expect(nextTier(terms("8"), wholeCredits(50_000))).toBeNull();
});

test("terms that contradict themselves are refused", () => {
  expect(offerTerms.safeParse(terms("8")).success).toBe(true);
  for (const wrong of [
    { unitPrice: "0" },
    { unitPrice: "8.1234567" },
    {
      tiers: [
        { from: 10, discountBps: 1 },
        { from: 10, discountBps: 2 },
      ],
    },
    { minCredits: 2_000, maxCredits: 1_000 },
    { surprise: true },
  ])
    expect(offerTerms.safeParse({ ...terms("8"), ...wrong }).success, JSON.stringify(wrong)).toBe(false);
});
