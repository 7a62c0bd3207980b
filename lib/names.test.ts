import { describe, expect, it } from "vitest";
import { nameInput } from "./names";

const refusal = (text: string) => nameInput.safeParse(text).error?.issues[0]?.message ?? null;

describe("a name", () => {
  it.each([
    "Lda.",
    "S.A.",
    "St. John",
    "A. Silva & Co.",
    "Kianda, S.A.R.L.",
    "Sp. z o.o.",
    "PT. Maju Jaya Tbk.",
    "Studio 2.0",
    "24/7 Courier",
    "O'Neill-Souza",
    "Ngola (Benguela)",
    "株式会社サルド",
    "Família 👩‍👩‍👧",
    "Bakery 🧑🏽‍🍳",
    "Awww",
    "x".repeat(80),
  ])("may be %s", (name) => {
    expect(refusal(name)).toBeNull();
  });

  it("is kept in one spelling, without the spaces around it", () => {
    expect(nameInput.parse("  Jose\u0301 ")).toBe("José");
  });

  it.each([
    "Claim your prize at evil.com",
    "evil.com",
    "EVIL.COM/prize",
    "t.co",
    "https://10",
    "javascript://x",
    "www.evil",
    "go to WWW. evil",
    "me@evil.example",
    "evil．com",
    "evil。com",
    "evil｡com",
    "ｗｗｗ．evil",
    "bücher.xn--p1ai",
    "пример.рф",
    "192.0.2.1",
  ])("is no way to another site: %s", (name) => {
    expect(refusal(name)).toBe("name_web_address");
  });

  it.each([
    ["a line break", "Ana\nSilva"],
    ["a bell", "Ana\u0007"],
    ["a line separator", "Ana\u2028Silva"],
    ["text that turns its direction", "Ana\u202Eavlis"],
    ["a space of no width", "Ana\u200BSilva"],
    ["a soft hyphen", "Ana\u00ADSilva"],
    ["half a character", "Ana\uD800Silva"],
    ["a joiner between letters", "Ana\u200DSilva"],
    ["a joiner at the end", "Ana 👩\u200D."],
  ])("never holds %s", (_what, name) => {
    expect(refusal(name)).toBe("invisible_characters");
  });

  it.each(["...", "👩‍👩‍👧", "-", "\u3164"])("holds a letter or a number, unlike %j", (name) => {
    expect(refusal(name)).toBe("name_letters");
  });

  it("is given, and not endless", () => {
    expect(refusal("   ")).toBe("required");
    expect(nameInput.safeParse("x".repeat(81)).error?.issues[0]?.code).toBe("too_big");
    expect(refusal("<b>Ana</b>")).toBe("invalid");
  });
});
