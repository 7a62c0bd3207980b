import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chargeStep, largestRemainder, minorDigits, moneyToDecimal, parseMoney, shownDigits } from "./money";

test.each([
  ["AOA", 2, 2],
  ["INR", 2, 2],
  ["USD", 2, 2],
  ["EUR", 2, 2],
  ["GBP", 2, 2],
  ["BRL", 2, 2],
  ["IDR", 2, 0],
  ["HUF", 2, 2],
  ["ISK", 2, 0],
  ["UGX", 2, 0],
  ["JPY", 0, 0],
  ["XAF", 0, 0],
  ["VND", 0, 0],
  ["KWD", 3, 3],
  ["TND", 3, 3],
])("%s is stored with %i digits and shown with %i", (currency, stored, shown) => {
  expect(minorDigits(currency)).toBe(stored);
  expect(shownDigits(currency)).toBe(shown);
});

test("rupiah are counted in hundredths, as the payment provider does, although Intl says otherwise", () => {
  expect(parseMoney("1250000", "IDR")).toBe(125_000_000n);
  expect(moneyToDecimal(125_000_000n, "IDR")).toBe("1250000.00");
});

test("an amount finer than the currency is refused", () => {
  expect(parseMoney("10.5", "JPY")).toBeNull();
  expect(parseMoney("10.555", "EUR")).toBeNull();
  expect(parseMoney("10.555", "KWD")).toBe(10_555n);
});

test("a charge is a multiple of what the provider accepts", () => {
  expect([chargeStep("EUR"), chargeStep("KWD"), chargeStep("UGX")]).toEqual([1n, 10n, 100n]);
});

test("an amount written out and read back is the same amount in every currency", () => {
  const currency = fc.constantFrom("AOA", "IDR", "JPY", "KWD", "EUR");
  fc.assert(
    fc.property(fc.bigInt(), currency, (amount, code) => {
      expect(parseMoney(moneyToDecimal(amount, code), code)).toBe(amount);
    }),
  );
});

describe("sharing a total", () => {
  const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 15n }), { minLength: 1, maxLength: 20 });

  test("the parts always sum to the total, and none is further than one unit from its exact share", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), weights, (total, shares) => {
        const whole = shares.reduce((sum, share) => sum + share, 0n);
        fc.pre(whole > 0n);
        const parts = largestRemainder(total, shares);
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(total);
        for (const [index, part] of parts.entries()) {
          const distance = part * whole - total * (shares[index] ?? 0n);
          expect(distance < whole && distance > -whole).toBe(true);
        }
      }),
    );
  });

  test("what is left over goes to the largest remainders, the earlier of equals first", () => {
    expect(largestRemainder(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n]);
    expect(largestRemainder(10n, [5n, 3n, 1n])).toEqual([6n, 3n, 1n]);
    expect(largestRemainder(-100n, [1n, 1n, 1n])).toEqual([-34n, -33n, -33n]);
    expect(largestRemainder(5n, [0n, 1n, 0n])).toEqual([0n, 5n, 0n]);
  });

  test("something cannot be shared by nothing, and nothing can", () => {
    expect(() => largestRemainder(1n, [0n, 0n])).toThrow(RangeError);
    expect(() => largestRemainder(1n, [])).toThrow(RangeError);
    expect(() => largestRemainder(1n, [2n, -1n])).toThrow(RangeError);
    expect(largestRemainder(0n, [0n, 0n])).toEqual([0n, 0n]);
  });
});
