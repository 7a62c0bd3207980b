import { expect, test } from "vitest";
import { moneyInWords } from "./money";

test("money is told with the decimals of its currency", () => {
  expect(moneyInWords(20_520, "eur")).toBe("EUR 205.20");
  expect(moneyInWords(1_250_000, "jpy")).toBe("JPY 1,250,000");
  expect(moneyInWords(-5, "kwd")).toBe("−KWD 0.005");
});
