import { describe, expect, test } from "vitest";
import { formatLocaleFor, htmlLang, negotiate } from "./locales";

describe("the language of a request", () => {
  test("is the profile's, then the cookie's, then what the browser asks for, then English", () => {
    const wishes = { profile: "pt", cookie: "id", acceptLanguage: "en-GB" };
    expect(negotiate(wishes)).toBe("pt");
    expect(negotiate({ ...wishes, profile: null })).toBe("id");
    expect(negotiate({ acceptLanguage: wishes.acceptLanguage })).toBe("en");
    expect(negotiate({})).toBe("en");
  });

  test.each([
    ["pt-AO,pt;q=0.9,en;q=0.8", "pt"],
    ["pt-PT", "pt"],
    ["pt-BR,pt;q=0.9", "pt-BR"],
    ["PT-br", "pt-BR"],
    ["id-ID,id;q=0.9", "id"],
    ["in-ID", "id"],
    ["fr-FR,pt;q=0.4,id;q=0.6", "id"],
    ["en;q=0.1,pt;q=0.2", "pt"],
    ["id;q=0,pt", "pt"],
    ["*", "en"],
    ["fr, de;q=0.9", "en"],
    ["", "en"],
    [";;q=,,=;", "en"],
    ["pt;q=abc", "en"],
    ["idx-XX", "en"],
  ])("asked for with %j it is %s", (acceptLanguage, expected) => {
    expect(negotiate({ acceptLanguage })).toBe(expected);
  });

  test("is never one we do not have, whatever a cookie says", () => {
    for (const cookie of ["fr", "../../etc", "__proto__", "en-US", "PT"]) expect(negotiate({ cookie })).toBe("en");
  });

  test("is the pseudo-language only by cookie and only where that is allowed", () => {
    const wishes = { profile: "pt", cookie: "en-XA" };
    expect(negotiate(wishes)).toBe("pt");
    expect(negotiate(wishes, { allowPseudo: true })).toBe("en-XA");
    expect(negotiate({ profile: "en-XA", acceptLanguage: "en-XA" }, { allowPseudo: true })).toBe("en");
  });
});

test.each([
  ["en", "IN", "en-IN"],
  ["en", "US", "en-US"],
  ["en", "AO", "en-GB"],
  ["pt", "AO", "pt-AO"],
  ["pt", "PT", "pt-AO"],
  ["pt-BR", "AO", "pt-BR"],
  ["id", "ID", "id-ID"],
  ["en-XA", "AO", "en-GB"],
  ["unknown", "AO", "en-GB"],
])("somebody who reads %s in %s sees figures as in %s", (language, country, expected) => {
  expect(formatLocaleFor(language, country)).toBe(expected);
});

test("a page says its language so that screen readers pronounce it", () => {
  expect((["en", "pt", "pt-BR", "id", "en-XA"] as const).map(htmlLang)).toEqual(["en", "pt-AO", "pt-BR", "id", "en"]);
});
