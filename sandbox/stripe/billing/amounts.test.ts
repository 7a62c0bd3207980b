import { expect, test } from "vitest";
import { discountOn, shares, taxOn } from "./amounts";

test("shares add up to the whole, the largest remainders first", () => {
  expect(shares(100, [1, 1, 1])).toEqual([34, 33, 33]);
  expect(shares(7, [50, 30, 20])).toEqual([4, 2, 1]);
  expect(shares(0, [1, 2])).toEqual([0, 0]);
  expect(shares(5, [0, 0])).toEqual([0, 0]);
});

test("a tax is added to the amount or lies in it", () => {
  expect(taxOn(10_000, { id: "t", percentage: 14, inclusive: false })).toBe(1_400);
  expect(taxOn(11_400, { id: "t", percentage: 14, inclusive: true })).toBe(1_400);
  expect(taxOn(1_001, { id: "t", percentage: 8.25, inclusive: false })).toBe(83);
});

test("a discount takes a part or a sum, and never more than there is", () => {
  expect(discountOn(10_000, { percent_off: 12.5, amount_off: null })).toBe(1_250);
  expect(discountOn(300, { percent_off: null, amount_off: 500 })).toBe(300);
  expect(discountOn(-300, { percent_off: 10, amount_off: null })).toBe(0);
});
