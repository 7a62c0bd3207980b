import { expect, it } from "vitest";
import { wholeCredits } from "@/lib/credits";
import { advise } from "./advise";

const terms = {
  unitPrice: "8",
  tiers: [{ from: 10_000, discountBps: 500 }],
  packages: [25_000, 5_000],
  minCredits: 1_000,
  maxCredits: 200_000,
  rhythms: { week: 200, month: 500, quarter: 800 },
};
const perDay = (credits: number) => advise(terms, wholeCredits(credits));

it("is the smallest package that lasts a month", () => {
  expect(perDay(10)).toBe(5_000);
  expect(perDay(167)).toBe(25_000);
});

it("is a round amount where no package lasts so long, and never more than can be bought", () => {
  expect(perDay(900)).toBe(27_500);
  expect(perDay(50_000)).toBe(200_000);
});

it("is nothing while nobody knows the pace", () => {
  expect(advise(terms, null)).toBeNull();
  expect(perDay(0)).toBeNull();
});
