import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldEmail } from "./email";

describe("foldEmail", () => {
  it.each([
    ["ana@kianda.example", "ana@kianda.example"],
    ["  Ana.Silva@Kianda.EXAMPLE \n", "ana.silva@kianda.example"],
    ["ana+credits@kianda.example", "ana+credits@kianda.example"],
    ["o'brien@kianda.example", "o'brien@kianda.example"],
    ["ana@müller.example", "ana@xn--mller-kva.example"],
    ["ana@XN--MLLER-KVA.example", "ana@xn--mller-kva.example"],
  ])("reads %j as one mailbox", (typed, folded) => expect(foldEmail(typed)).toBe(folded));

  it.each([
    ["a full-width at sign", "ana@kianda.example＠evil.example"],
    ["a small at sign", "ana﹫kianda.example"],
    ["two at signs", "ana@kianda.example@evil.example"],
    ["a quoted local part", '"ana@kianda.example"@evil.example'],
    ["a quoted name", '"ana"@kianda.example'],
    ["a list", "ana@kianda.example,eve@evil.example"],
    ["a list with semicolons", "ana@kianda.example;eve@evil.example"],
    ["a name and brackets", "Ana <ana@kianda.example>"],
    ["a comment", "ana(eve@evil.example)@kianda.example"],
    ["a line break and a header", "ana@kianda.example\r\nBcc: eve@evil.example"],
    ["a null byte", "ana@kianda.example\0.evil.example"],
    ["a space", "ana @kianda.example"],
    ["a percent route", "ana%kianda.example@evil.example"],
    ["a bang path", "kianda.example!ana@evil.example"],
    ["the Kelvin sign", "\u212Aianda@kianda.example"],
    ["a long s", "ana@\u017Faldo.example"],
    ["a dotless i", "kıanda@kianda.example"],
    ["a Cyrillic letter before the at sign", "аna@kianda.example"],
    ["full-width letters", "ａna@kianda.example"],
    ["a zero-width joiner", "ana@kian\u200Dda.example"],
    ["a soft hyphen", "ana@kian\u00ADda.example"],
    ["an ideographic full stop", "ana@kianda。example"],
    ["a percent-encoded host", "ana@kianda%2eexample"],
    ["an address in figures", "ana@127.0.0.1"],
    ["an address in brackets", "ana@[127.0.0.1]"],
    ["a bare host", "ana@localhost"],
    ["a trailing dot", "ana@kianda.example."],
    ["two dots", "ana..silva@kianda.example"],
    ["a leading dot", ".ana@kianda.example"],
    ["a leading hyphen", "ana@-kianda.example"],
    ["a bad encoded label", "ana@xn--0.example"],
    ["no domain", "ana@"],
    ["no name", "@kianda.example"],
    ["nothing", ""],
    ["a long name", `${"a".repeat(65)}@kianda.example`],
    ["a long address", `ana@${"a".repeat(60)}.${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.example`],
  ])("refuses %s", (_name, typed) => expect(foldEmail(typed)).toBeNull());

  const odd = fc.constantFrom(
    "@",
    "＠",
    ".",
    "。",
    ",",
    '"',
    " ",
    "\u200B",
    "\0",
    "%",
    "K",
    "ſ",
    "İ",
    "é",
    "ａ",
    "-",
    "xn--",
  );
  const noise = fc.array(fc.oneof(fc.string({ maxLength: 6 }), odd), { maxLength: 12 }).map((parts) => parts.join(""));
  /** Mostly what an address may be made of, so that many are read, and here and there what it may not. */
  const made = (letters: string) =>
    fc
      .array(fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...letters) }, { weight: 1, arbitrary: odd }), {
        minLength: 1,
        maxLength: 8,
      })
      .map((parts) => parts.join(""));
  const likely = fc.tuple(made("abzAZ09+_'~"), made("akzKZ059éüñç")).map(([name, host]) => `${name}@${host}.example`);

  it("answers nothing or a spelling that is plain ASCII with one at sign and folds to itself", () => {
    let read = 0;
    fc.assert(
      fc.property(fc.oneof(likely, likely, noise, fc.string({ unit: "binary" })), (typed) => {
        const folded = foldEmail(typed);
        if (folded === null) return;
        read += 1;
        expect(folded).toMatch(/^[!-~]+$/);
        expect(folded.split("@")).toHaveLength(2);
        expect(folded).not.toMatch(/[A-Z",;<>()[\]\\%!|:]/);
        expect(foldEmail(folded)).toBe(folded);
      }),
      { numRuns: 600 },
    );
    expect(read).toBeGreaterThan(60);
  });

  it("never reads a spelling as a mailbox of another host than the one after its only at sign", () => {
    fc.assert(
      fc.property(noise, (around) => {
        const folded = foldEmail(`${around}@evil.example`);
        if (folded !== null) expect(folded.endsWith("@evil.example")).toBe(true);
        const behind = foldEmail(`ana@kianda.example${around}`);
        if (behind !== null && !/^[\p{L}\p{M}\p{N}.-]*$/u.test(around.trim())) expect.fail(`${behind} hides ${around}`);
      }),
      { numRuns: 2000 },
    );
  });
});
