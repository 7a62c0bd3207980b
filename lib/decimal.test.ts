import fc from "fast-check";
import { expect, test } from "vitest";
import { decimalToScaled, scaledToDecimal, withoutTrailingZeros } from "./decimal";

const scaled = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
const digits = fc.integer({ min: 0, max: 6 });

test("a number written out and read back is the same number", () => {
  fc.assert(
    fc.property(scaled, digits, (value, places) => {
      expect(decimalToScaled(scaledToDecimal(value, places), places)).toBe(value);
      expect(decimalToScaled(withoutTrailingZeros(scaledToDecimal(value, places)), places)).toBe(value);
    }),
  );
});

test("small numbers keep their zeros behind the point", () => {
  expect(scaledToDecimal(5n, 6)).toBe("0.000005");
  expect(scaledToDecimal(-50n, 2)).toBe("-0.50");
  expect(scaledToDecimal(7n, 0)).toBe("7");
});

test("what is no plain number is not read as one", () => {
  for (const text of ["", " ", "1,5", "1e3", "0x10", "1.", ".5", "--1", "Infinity", "NaN", "1 000", "١٢", "1.2.3"]) {
    expect(decimalToScaled(text, 2), text).toBeNull();
  }
});

test("more digits than can be kept are refused, zeros are not", () => {
  expect(decimalToScaled("1.005", 2)).toBeNull();
  expect(decimalToScaled("1.500", 2)).toBe(150n);
  expect(decimalToScaled("+12", 0)).toBe(12n);
});
