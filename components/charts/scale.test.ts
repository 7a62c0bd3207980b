import fc from "fast-check";
import { expect, it } from "vitest";
import { heightOf, labelled, valueScale } from "./scale";

const credits = (whole: number) => BigInt(whole) * 1_000_000n;

it("ends at a round figure above the highest value", () => {
  expect(valueScale(credits(1_690)).ticksMicro).toEqual([0, 500, 1_000, 1_500, 2_000].map(credits));
  expect(valueScale(credits(2)).ticksMicro.at(-1)).toBe(credits(2));
  expect(valueScale(0n).ticksMicro.length).toBeGreaterThan(1);
});

it("holds any value in at most four steps of the same size, and wastes less than two thirds", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 24n }), (highest) => {
      const { endMicro, ticksMicro } = valueScale(highest);
      expect(ticksMicro.length).toBeLessThanOrEqual(5);
      expect(endMicro >= highest).toBe(true);
      expect(endMicro <= highest * 3n + 100n).toBe(true);
    }),
  );
});

it("stacks to the height of the sum, whatever the parts", () => {
  const scale = valueScale(credits(100));
  const parts = [33_300_000n, 33_300_000n, 33_400_000n].map((part) => heightOf(part, scale, 200));
  expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(heightOf(credits(100), scale, 200), 2);
});

it("labels no more columns than there is room for", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 12 }), (columns, most) => {
      const shown = labelled(columns, most);
      expect(shown.size).toBeLessThanOrEqual(most);
      expect(shown.has(0)).toBe(true);
    }),
  );
});
