import fc from "fast-check";
import { expect, test } from "vitest";
import {
  creditDecimals,
  creditsToDecimal,
  creditsToNumber,
  microPerCredit,
  parseCredits,
  wholeCredits,
} from "./credits";

const micro = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });

test("credits written out and read back are the same credits", () => {
  fc.assert(
    fc.property(micro, (value) => {
      expect(parseCredits(creditsToDecimal(value))).toBe(value);
    }),
  );
});

test("credits are written with no more digits than they need", () => {
  expect(creditsToDecimal(48_250_500_000n)).toBe("48250.5");
  expect(creditsToDecimal(wholeCredits(5_000))).toBe("5000");
  expect(creditsToDecimal(1n)).toBe("0.000001");
  expect(creditsToDecimal(-500_000n)).toBe("-0.5");
  expect(creditsToDecimal(0n)).toBe("0");
});

test("less than a millionth of a credit is refused", () => {
  expect(parseCredits("0.0000001")).toBeNull();
  expect(parseCredits("0.0000010")).toBe(1n);
});

test("a column shows as many decimals as its most precise row needs", () => {
  expect(creditDecimals([])).toBe(0);
  expect(creditDecimals([wholeCredits(2), wholeCredits(10)])).toBe(0);
  expect(creditDecimals([wholeCredits(2), microPerCredit / 2n])).toBe(1);
  expect(creditDecimals([-250_000n, wholeCredits(10)])).toBe(2);
  expect(creditDecimals([1n])).toBe(6);
});

test("a JSON number of credits is exact to six decimals up to eight thousand million credits", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 15n), max: 8n * 10n ** 15n }), (value) => {
      const number = creditsToNumber(value);
      expect(parseCredits(JSON.stringify(number))).toBe(value);
    }),
  );
});

test("credits a JSON number cannot hold are refused and not rounded", () => {
  expect(() => creditsToNumber(12_345_678_901_234_567_891n)).toThrow(RangeError);
  expect(() => creditsToNumber(10n ** 30n)).toThrow(RangeError);
});
