import { expect, test } from "vitest";
import { moneyInWords, readAmount } from "./money";

test("money is told with the decimals of its currency", () => {
  expect(moneyInWords(20_520, "eur")).toBe("EUR 205.20");
  expect(moneyInWords(1_250_000, "jpy")).toBe("JPY 1,250,000");
  expect(moneyInWords(-5, "kwd")).toBe("−KWD 0.005");
});

test.each([
  ["205.20", "eur", 20_520],
  ["205,2", "eur", 20_520],
  ["7", "jpy", 7],
  ["1.005", "kwd", 1_005],
])("%s of %s is read as %i", (text, currency, amount) => {
  expect(readAmount(text, currency)).toBe(amount);
});

test.each([
  ["0", "eur"],
  ["1.005", "eur"],
  ["1.5", "jpy"],
  ["-4", "eur"],
  ["ten", "eur"],
  ["", "eur"],
])("%s of %s is no amount", (text, currency) => {
  expect(readAmount(text, currency)).toBeNull();
});
