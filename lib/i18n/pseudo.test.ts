import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import { en } from "./catalogues/en";
import { placeholders } from "./icu";
import { pseudoMessage, pseudoTree } from "./pseudo";
import { flatten } from "./tree";

const say = (message: string, values: Record<string, string | number> = {}) => {
  const t = createTranslator({ locale: "en", messages: { message: pseudoMessage(message) } });
  return t.markup("message", { ...values, b: (chunks: string) => `<b>${chunks}</b>` });
};

describe("the pseudo-language", () => {
  test("accents the words, lengthens them by a third and marks both ends", () => {
    expect(pseudoMessage("Save")).toBe("[Šáṽé~~]");
    expect(pseudoMessage("Buy credits to resume")).toBe("[Ɓúý çŕéďíţš ţó ŕéšúḿé~~~~~~]");
  });

  test("leaves what is filled in, counted and marked as it was", () => {
    expect(say("Hello {name}", { name: "Ana" })).toBe("[Ĥéłłó Ana~~]");
    expect(say("{n, plural, one {# row} other {# rows}}", { n: 1 })).toBe("[1 ŕóŵ~~]");
    expect(say("{n, plural, one {# row} other {# rows}}", { n: 7 })).toBe("[7 ŕóŵš~~]");
    expect(say("{who, select, you {You} other {They}} <b>pay</b>", { who: "you" })).toContain("<b>þáý</b>");
    expect(say("It''s '{quoted}'")).toContain("{");
  });

  test("leaves signs without words alone", () => {
    expect(pseudoMessage("{page} · {workspace}")).toBe("{page} · {workspace}");
  });

  test("needs the same values as English in every sentence we have, and none stays English", () => {
    const english = flatten(en);
    const pseudo = flatten(pseudoTree(en));
    expect([...pseudo.keys()]).toEqual([...english.keys()]);
    for (const [key, sentence] of english) {
      const changed = pseudo.get(key) ?? "";
      expect(placeholders(changed), key).toEqual(placeholders(sentence));
      if (/^[^{}<>]*\p{L}[^{}<>]*$/u.test(sentence)) expect(changed, key).not.toContain(sentence);
    }
  });
});
