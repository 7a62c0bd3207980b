import { describe, expect, it } from "vitest";
import { searchTerms } from "./search-terms";

describe("a search for a recipient", () => {
  it.each(["+244923000018", "+244 923 000 018", "00244923000018", "(923) 000-018", "923 000 018"])(
    "finds the same number when it is written %s",
    (text) => {
      expect(searchTerms(text, "AO", "full").whole).toContain("+244923000018");
    },
  );

  it("reads a number with the trunk zero of its country", () => {
    expect(searchTerms("0812-3456-7890", "ID", "full").whole).toContain("+6281234567890");
  });

  it("takes four digits for the end of a number, and three for nothing", () => {
    expect(searchTerms("0018", "AO", "full").ending).toBe("0018");
    expect(searchTerms("5018", "AO", "full").ending).toBe("5018");
    expect(searchTerms("018", "AO", "full").ending).toBeNull();
  });

  it("takes an address as it is and in small letters, and never as digits", () => {
    expect(searchTerms(" Ana@Kianda.AO ", "AO", "full")).toMatchObject({
      whole: ["Ana@Kianda.AO", "ana@kianda.ao"],
      ending: null,
    });
  });

  it("by somebody who sees recipients masked is for a whole number or its last four digits, and never for more of it", () => {
    expect(searchTerms("0018", "AO", "masked").ending).toBe("0018");
    expect(searchTerms("00018", "AO", "masked").ending).toBeNull();
    expect(searchTerms("923 000 018", "AO", "masked")).toMatchObject({
      ending: null,
      whole: ["923 000 018", "+244923000018"],
    });
  });
});
