import { describe, expect, it } from "vitest";
import { slugCandidates, slugOf } from "./slug";

const asTheTableDemands = /^[a-z0-9](-?[a-z0-9])*$/;

describe("slugOf", () => {
  it("keeps what can be read of a name", () => {
    expect(slugOf("Kianda Logistics, Lda")).toBe("kianda-logistics-lda");
    expect(slugOf("Ação & Cia.")).toBe("acao-cia");
    expect(slugOf("  --Bintang  Kirim-- ")).toBe("bintang-kirim");
  });

  it("names a workspace whose name has no Latin letter", () => {
    expect(slugOf("मेरिडियन")).toBe("workspace");
  });

  it("always makes what the table accepts, with its number too", () => {
    const names = [`${"a".repeat(31)} b`, "É", "9", "x - - y", "ß-Straße", "☂", "A".repeat(200)];
    for (const name of names) {
      for (const slug of slugCandidates(slugOf(name), () => "k3f9x2")) {
        expect(slug).toMatch(asTheTableDemands);
        expect(slug.length).toBeLessThanOrEqual(40);
      }
    }
  });

  it("offers the plain slug first and never the same twice before the random ones", () => {
    const [first, ...rest] = slugCandidates("kianda", () => "k3f9x2");
    expect(first).toBe("kianda");
    expect(new Set(rest.slice(0, 8)).size).toBe(8);
  });
});
