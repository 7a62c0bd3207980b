import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { smsText } from "./sms-parts";

describe("the parts of a text message", () => {
  it.each([
    ["", "GSM-7", 0, 1, 160],
    ["a".repeat(160), "GSM-7", 160, 1, 0],
    ["a".repeat(161), "GSM-7", 161, 2, 145],
    ["a".repeat(306), "GSM-7", 306, 2, 0],
    ["a".repeat(307), "GSM-7", 307, 3, 152],
    ["€".repeat(80), "GSM-7", 160, 1, 0],
    ["é à ñ ü Ç", "GSM-7", 9, 1, 151],
    ["ç", "UCS-2", 1, 1, 69],
    ["ã".repeat(70), "UCS-2", 70, 1, 0],
    ["ã".repeat(71), "UCS-2", 71, 2, 63],
    ["😀", "UCS-2", 2, 1, 68],
    ["one\r\ntwo", "GSM-7", 7, 1, 153],
  ])("of %j: %s, %i units, %i part(s), %i left", (text, encoding, units, parts, left) => {
    expect(smsText(text)).toMatchObject({ encoding, units, parts, left });
  });

  it("tears no escaped character and no emoji apart between two parts", () => {
    // 152 septets and a euro sign of two: the sign goes whole into the second part, which then holds it and ten more.
    expect(smsText(`${"a".repeat(152)}€${"a".repeat(10)}`)).toMatchObject({ units: 164, parts: 2, left: 141 });
    expect(smsText(`${"ã".repeat(66)}😀${"ã".repeat(4)}`)).toMatchObject({ units: 72, parts: 2, left: 61 });
  });

  it("names what does not fit the network's alphabet, each once, and counts as people do", () => {
    expect(smsText("Olá, João, João 😀")).toMatchObject({
      encoding: "UCS-2",
      characters: 17,
      beyond: ["á", "ã", "😀"],
    });
  });

  it("never has fewer parts for a longer text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), fc.string({ maxLength: 20 }), (text, more) => {
        expect(smsText(text + more).parts).toBeGreaterThanOrEqual(smsText(text).parts);
      }),
    );
  });
});
