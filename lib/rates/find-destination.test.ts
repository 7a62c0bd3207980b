import { describe, expect, it } from "vitest";
import { findDestination } from "./find-destination";

const locales = ["en", "pt", "id"];
const find = (text: string) => findDestination(text, "AO", locales);

describe("what is meant by a destination", () => {
  it.each(["+244 923 000 018", "00244923000018", "244 923-000-018", "923 000 018", "(+244) 923000018"])(
    "is the number in any spelling: %s",
    (text) => expect(find(text)).toMatchObject({ kind: "number", phone: "+244923000018", country: "AO" }),
  );

  it.each([
    ["+244", "+244", "AO"],
    ["00 351", "+351", "PT"],
    ["24492", "+24492", "AO"],
    ["+1 787", "+1787", "PR"],
  ])("is the prefix: %s", (text, phone, country) => expect(find(text)).toEqual({ kind: "prefix", phone, country }));

  it.each([
    ["ao", "AO"],
    ["Angola", "AO"],
    ["africa do sul", "ZA"],
    ["Afrika Selatan", "ZA"],
    ["São Tomé", "ST"],
    ["indonés", "ID"],
  ])("is the country in any of the languages, with or without accents: %s", (text, country) =>
    expect(find(text)).toEqual({ kind: "country", country }),
  );

  it("is several countries where a word fits several", () => {
    const found = find("guin");
    expect(found.kind === "several" && found.countries).toEqual(expect.arrayContaining(["GN", "GW", "GQ"]));
  });

  it.each(["+999", "+999 123 456 789", "0", "nowhere", "x", "a1b2", "\u0000"])("is nothing we know: %j", (text) =>
    expect(find(text)).toEqual({ kind: "unknown" }),
  );
});
