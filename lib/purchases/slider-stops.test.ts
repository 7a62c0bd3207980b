import { expect, it } from "vitest";
import { nearestStop, nextTierStop, sliderStops } from "./slider-stops";

const terms = {
  minCredits: 1_000,
  maxCredits: 1_000_000,
  tiers: [
    { from: 10_000, discountBps: 500 },
    { from: 26_300, discountBps: 1_000 },
  ],
};

it("rests at both ends, at every tier and at round amounts between", () => {
  const stops = sliderStops(terms);
  expect(stops[0]).toBe(1_000);
  expect(stops.at(-1)).toBe(1_000_000);
  for (const amount of [1_100, 5_000, 10_000, 25_000, 26_300, 50_000, 500_000]) expect(stops).toContain(amount);
  expect(stops).toEqual([...new Set(stops)].sort((a, b) => a - b));
  expect(stops.length).toBeLessThan(120);
});

it("has stops for any range, also one that begins at a single credit", () => {
  expect(sliderStops({ minCredits: 1, maxCredits: 12, tiers: [] })).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(sliderStops({ minCredits: 700, maxCredits: 700, tiers: [] })).toEqual([700]);
});

it("finds the stop next to an amount between two", () => {
  const stops = [1_000, 2_000, 5_000];
  expect([900, 1_400, 1_600, 2_000, 9_000].map((credits) => nearestStop(stops, credits))).toEqual([0, 0, 1, 1, 2]);
});

it("goes from tier to tier, and to the ends behind them", () => {
  expect(nextTierStop(terms, 4_000, "up")).toBe(10_000);
  expect(nextTierStop(terms, 10_000, "up")).toBe(26_300);
  expect(nextTierStop(terms, 26_300, "up")).toBe(1_000_000);
  expect(nextTierStop(terms, 26_300, "down")).toBe(10_000);
  expect(nextTierStop(terms, 10_000, "down")).toBe(1_000);
  expect(nextTierStop(terms, 1_000, "down")).toBe(1_000);
});
