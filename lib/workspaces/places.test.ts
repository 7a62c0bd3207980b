import { describe, expect, it } from "vitest";
import { countries, countryChoices, isCountry } from "./countries";
import { currencies, currencyOf, homeOf, likelyCountry } from "./currencies";
import { isTimeZone, zoneChoices, zonesOf } from "./time-zones";

const now = new Date("2026-06-24T10:00:00Z");

describe("places", () => {
  it("list every country once, under a name and not under its code", () => {
    expect(new Set(countries).size).toBe(249);
    for (const locale of ["en", "pt", "pt-BR", "id"]) {
      const choices = countryChoices(locale);
      expect(choices).toHaveLength(249);
      expect(choices.filter(({ value, label }) => value === label)).toEqual([]);
    }
    expect(isCountry("ZZ")).toBe(false);
  });

  it("offer no zone that would be refused", () => {
    const offered = zoneChoices("en", now).flatMap((group) => group.options.map((option) => option.value));
    expect(offered.filter((zone) => !isTimeZone(zone))).toEqual([]);
    expect(offered.length).toBeGreaterThan(400);
  });

  it("know zones by name only, never by offset", () => {
    for (const zone of ["+01:00", "UTC+1", "Luanda", "", "africa/luanda"]) expect(isTimeZone(zone)).toBe(false);
    for (const zone of ["Africa/Luanda", "Asia/Kolkata", "Asia/Jakarta"]) expect(isTimeZone(zone)).toBe(true);
  });

  it("say how far a zone is from UTC at that moment, summer time included", () => {
    const label = (zone: string, at: Date) =>
      zoneChoices("en", at)
        .flatMap((group) => group.options)
        .find((option) => option.value === zone)?.label;
    expect(label("Africa/Luanda", now)).toBe("Luanda (UTC+1)");
    expect(label("Asia/Kolkata", now)).toBe("Kolkata (UTC+5:30)");
    expect(label("Europe/Lisbon", now)).toBe("Lisbon (UTC+1)");
    expect(label("Europe/Lisbon", new Date("2026-01-10T10:00:00Z"))).toBe("Lisbon (UTC)");
    expect(label("America/Sao_Paulo", now)).toBe("Sao Paulo (UTC\u22123)");
  });

  it("put a large country's usual zone first", () => {
    expect(zonesOf("BR")[0]).toBe("America/Sao_Paulo");
    expect(zonesOf("ID")[0]).toBe("Asia/Jakarta");
    expect(zonesOf("AO")).toEqual(["Africa/Luanda"]);
  });

  it("give every currency a home that has a zone", () => {
    for (const currency of currencies) {
      expect(isCountry(homeOf(currency))).toBe(true);
      expect(zonesOf(homeOf(currency)).length).toBeGreaterThan(0);
    }
    expect(currencyOf("AO")).toBe("AOA");
    expect(currencyOf("FR")).toBe("EUR");
    expect(currencyOf("AQ")).toBe("USD");
  });

  it("take the region a browser names before the one a language suggests", () => {
    expect(likelyCountry("en", "en-IN,en;q=0.9")).toBe("IN");
    expect(likelyCountry("pt", "pt")).toBe("AO");
    expect(likelyCountry("pt-BR", null)).toBe("BR");
    expect(likelyCountry("id", "id")).toBe("ID");
    expect(likelyCountry("en", "en-ZZ")).toBe("US");
  });
});
