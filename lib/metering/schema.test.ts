import { describe, expect, it } from "vitest";
import { cleanName, idText } from "./schema";

const reasonOf = (schema: ReturnType<typeof idText>, text: string) => schema.safeParse(text).error?.issues[0]?.message;

describe("an id", () => {
  it.each([".", ".."])("is not %s, which no address can hold", (id) => {
    expect(reasonOf(idText(64), id)).toBe("dots");
  });

  it.each(["...", ".a", "a/b c?ü", "call 7", "日本", "🇦🇴", "%2e"])("may be %s", (id) => {
    expect(reasonOf(idText(64), id)).toBeUndefined();
  });

  it.each(["a\nb", "\t", "a\u007f", "\u202ea", "a\u2066", "\u200b", "a\u00adb", "a\u2028b"])(
    "holds nothing that cannot be seen: %j",
    (id) => {
      expect(reasonOf(idText(64), id)).toBe("invisible");
    },
  );

  it.each([" ", "\u00a0\u3000", "\u3164"])("is not blank: %j", (id) => {
    expect(reasonOf(idText(64), id)).toBe("blank");
  });
});

describe("a name", () => {
  it.each(["a\nb", "Ana\u0000", "\u202eana", "ana\u200f"])("turns no line and runs one way: %j", (name) => {
    expect(["invisible", "unwritable"]).toContain(reasonOf(cleanName(64), name));
  });

  it.each(["Sofia", "👩‍👩‍👧 family", "می‌خواهم", "."])("may be %s", (name) => {
    expect(reasonOf(cleanName(64), name)).toBeUndefined();
  });

  it("is not blank", () => {
    expect(reasonOf(cleanName(64), "  ")).toBe("blank");
  });
});
