import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextPath } from "./next-path";

describe("nextPath", () => {
  it.each([
    "/",
    "/w/kianda/overview",
    "/w/kianda/usage?from=2026-05-26&q=a%20b",
    "/invitation?token=inv_1.abc",
    "/a#b",
  ])("leads to %s", (path) => expect(nextPath(path)).toBe(path));

  it("keeps an address inside the query as what it is, a value", () => {
    expect(nextPath("/w/kianda/usage?q=https://evil.example")).toBe("/w/kianda/usage?q=https://evil.example");
  });

  it.each([
    "",
    "w/kianda",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/ /evil.example",
    "https://evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "/%2fevil.example",
    "/%2f%2fevil.example",
    "/%5cevil.example",
    "/%255cevil.example",
    "/%252fevil.example",
    "/%09/evil.example",
    "/%0d%0aset-cookie:a=b",
    "/./" + "/evil.example",
    "/..//evil.example",
    "/.%2f/evil.example",
    "/a/../%2fevil.example",
    "/a/..//evil.example",
    "/%E0%A4%A",
    "/\u200B/evil.example",
    "/\u2028/evil.example",
    `/${"a".repeat(2001)}`,
  ])("refuses %j", (path) => expect(nextPath(path)).toBeNull());

  it("never leaves the site, whatever is asked", () => {
    const piece = fc.constantFrom(
      "/",
      "\\",
      "%2f",
      "%5c",
      "%09",
      "\t",
      ".",
      "..",
      "@",
      ":",
      "evil.example",
      "?",
      "#",
      "%",
      "a",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const path = nextPath(`/${pieces.join("")}`);
        if (path === null) return;
        const url = new URL(path, "https://billing.kianda.example/sign-in");
        expect(url.origin).toBe("https://billing.kianda.example");
        expect(nextPath(path)).toBe(path);
      }),
      { numRuns: 5000 },
    );
  });
});
