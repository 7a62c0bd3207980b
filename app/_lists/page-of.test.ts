import { expect, test } from "vitest";
import { pageOf } from "./page-of";

const rows = Array.from({ length: 120 }, (_, index) => index + 1);

test("a page holds fifty rows, and the last one the rest", () => {
  expect(pageOf(rows, 1)).toEqual({ number: 1, first: 0, shown: rows.slice(0, 50), count: 120 });
  expect(pageOf(rows, 3)).toEqual({ number: 3, first: 100, shown: rows.slice(100), count: 120 });
});

test("a page beyond the last is the last, and of nothing the first", () => {
  expect(pageOf(rows, 99).number).toBe(3);
  expect(pageOf(rows.slice(0, 100), 99)).toMatchObject({ number: 2, first: 50 });
  expect(pageOf([], 4)).toEqual({ number: 1, first: 0, shown: [], count: 0 });
});
