import { describe, expect, it } from "vitest";
import { csvLine } from "./csv";

describe("a line of CSV", () => {
  it("ends in CRLF, quotes what would break it, and doubles quotes", () => {
    expect(csvLine(["a", 'b "c"', "d,e", "f\ng", null, { figure: -5n }])).toBe('a,"b ""c""","d,e","f\ng",,-5\r\n');
  });

  it("takes the sting out of formulas where asked, and leaves figures alone", () => {
    const cells = ["=1+1", "+244", "-x", "@y", "\t=2", " =3", "＝4", "plain", { figure: "-5.50" }] as const;
    expect(csvLine(cells, { formulaSafe: true })).toBe(`'=1+1,'+244,'-x,'@y,'\t=2,' =3,'＝4,plain,-5.50\r\n`);
    expect(csvLine(["=1+1", "+244"])).toBe("=1+1,+244\r\n");
  });
});
