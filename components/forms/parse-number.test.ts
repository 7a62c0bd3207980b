import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { echoNumber, parseNumber } from "./parse-number";

const english = { group: ",", decimal: "." };
const angolan = { group: "\u00a0", decimal: "," };
const brazilian = { group: ".", decimal: "," };

const number = (value: string) => ({ kind: "number", value });

describe("a number is read by the reader's own marks", () => {
  test.each([
    ["25000", english, "25000"],
    ["25,000", english, "25000"],
    ["25 000", english, "25000"],
    ["12,34,567.5", english, "1234567.5"],
    ["1,234,567.50", english, "1234567.5"],
    ["25 000", angolan, "25000"],
    ["25\u00a0000,5", angolan, "25000.5"],
    ["25\u202f000", angolan, "25000"],
    ["25.000", angolan, "25000"],
    ["25.000", brazilian, "25000"],
    ["1.234.567,5", brazilian, "1234567.5"],
    ["0,5", brazilian, "0.5"],
    ["0,500", brazilian, "0.5"],
    ["25,5", angolan, "25.5"],
    ["007", english, "7"],
    ["\u22125", english, "-5"],
    ["-5", english, "-5"],
    ["+5", english, "5"],
  ])("%s", (text, separators, value) => {
    expect(parseNumber(text, separators)).toEqual(number(value));
  });
});

describe("what could mean two numbers is asked back, never guessed", () => {
  test.each([
    ["25.000", english, ["25", "25000"]],
    ["25,000", brazilian, ["25", "25000"]],
    ["25,5", english, ["25.5", "255"]],
    ["25.5", brazilian, ["25.5", "255"]],
    ["-1.234", english, ["-1.234", "-1234"]],
  ])("%s", (text, separators, readings) => {
    expect(parseNumber(text, separators)).toEqual({ kind: "ambiguous", readings });
  });
});

test.each(["abc", "12a", "1..2", ".", "1,", "--5", "1.23.4", "1e5", "٣"])("%s is no number", (text) => {
  expect(parseNumber(text, english)).toEqual({ kind: "invalid" });
});

test.each(["", "   ", "\u00a0"])("nothing typed is empty, not zero", (text) => {
  expect(parseNumber(text, english)).toEqual({ kind: "empty" });
});

test("an echoed whole number is read back as itself in every way of writing", () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
      fc.constantFrom(english, angolan, brazilian),
      fc.boolean(),
      (value, separators, lakhs) => {
        const echoed = echoNumber(String(value), separators, lakhs);
        expect(parseNumber(echoed, separators)).toEqual(number(String(value)));
      },
    ),
  );
});

test("India groups in lakhs", () => {
  expect(echoNumber("1234567.5", english, true)).toBe("12,34,567.5");
  expect(echoNumber("1234567.5", english)).toBe("1,234,567.5");
});
