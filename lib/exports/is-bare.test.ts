import { describe, expect, it } from "vitest";
import { isBare } from "./is-bare";

const bare = (text: string, rows: number) => isBare(Buffer.from(text), rows);
const row = (cell = "") => `${["id", ...Array.from({ length: 20 }, () => ""), cell].join(",")}\r\n`;

describe("lines that nobody looked at", () => {
  it("are taken as they are where no cell needs quotes", () => {
    expect(bare(row() + row("x"), 2)).toBe(true);
    expect(bare("", 0)).toBe(true);
  });

  it.each(['a"b', "a,b", "a\rb", "a\nb", "a\r\nb", '{"campaign": "june"}'])("are not where one does: %j", (cell) => {
    expect(bare(row() + row(cell) + row(), 3)).toBe(false);
  });

  it("are not where a line break and a missing cell would add up", () => {
    expect(bare(row("a\r\nb"), 2)).toBe(false);
  });
});
