import { expect, it } from "vitest";
import { Buckets } from "./buckets";

const limit = { burst: 3, everySeconds: 2 };
const noon = Date.UTC(2026, 5, 24, 12);

it("allows the burst at once, then one more after each while, and says how long that is", () => {
  const buckets = new Buckets();
  const ask = (afterMs: number) => buckets.spend("a", limit, noon + afterMs);
  expect([ask(0), ask(0), ask(0)]).toEqual([null, null, null]);
  expect(ask(0)).toBe(2000);
  expect(ask(500)).toBe(1500);
  expect(ask(2000)).toBeNull();
  expect(ask(2000)).toBe(2000);
});

it("does not count what it refused, and fills up again while nobody asks", () => {
  const buckets = new Buckets();
  for (let i = 0; i < 50; i++) buckets.spend("a", limit, noon);
  expect(buckets.spend("a", limit, noon + 2000)).toBeNull();
  const later = noon + 3_600_000;
  expect([1, 2, 3, 4].map(() => buckets.spend("a", limit, later))).toEqual([null, null, null, 2000]);
});

it("counts each for itself, whoever else is asking", () => {
  const buckets = new Buckets();
  for (let i = 0; i < 4; i++) buckets.spend("a", limit, noon);
  expect(buckets.spend("b", limit, noon)).toBeNull();
  for (let i = 0; i < 12_000; i++) buckets.spend(`idle ${i}`, limit, noon - 3_600_000);
  expect(buckets.spend("a", limit, noon)).toBe(2000);
});

it("does not hold against anybody what a clock said that ran ahead", () => {
  const buckets = new Buckets();
  for (let i = 0; i < 3; i++) buckets.spend("a", limit, noon + 3_600_000);
  expect([1, 2, 3, 4].map(() => buckets.spend("a", limit, noon))).toEqual([null, null, null, 2000]);
});
