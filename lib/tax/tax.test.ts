import fc from "fast-check";
import { expect, test } from "vitest";
import { applyTax, decideTax, type TaxRate } from "./tax";

const usual: Record<string, TaxRate> = {
  AO: { name: "IVA", rateBps: 1_400, inclusive: false },
  ID: { name: "PPN", rateBps: 1_100, inclusive: false },
  IN: { name: "GST", rateBps: 1_800, inclusive: false },
  PT: { name: "IVA", rateBps: 2_300, inclusive: false },
  FR: { name: "TVA", rateBps: 2_000, inclusive: false },
};
const rateOf = (country: string) => usual[country] ?? null;
const place = (country: string, region = "") => ({ country, region });
const buyer = (country: string, more: { region?: string; taxId?: string } = {}) => ({
  country,
  region: more.region ?? "",
  taxId: more.taxId ?? null,
});

test("at home the seller's tax is charged, abroad none", () => {
  expect(decideTax(place("AO"), buyer("AO"), rateOf)).toEqual({ reason: "domestic", rates: [usual.AO] });
  expect(decideTax(place("AO"), buyer("PT"), rateOf)).toEqual({ reason: "export", rates: [] });
  expect(decideTax(place("US"), buyer("US"), rateOf)).toEqual({ reason: "none", rates: [] });
});

test("inside an Indian state the tax is two halves, between states one", () => {
  const inside = decideTax(place("IN", "Karnataka"), buyer("IN", { region: "Karnataka" }), rateOf);
  expect(inside.rates.map(({ name, rateBps }) => [name, rateBps])).toEqual([
    ["CGST", 900],
    ["SGST", 900],
  ]);
  const between = decideTax(place("IN", "Karnataka"), buyer("IN", { region: "Kerala" }), rateOf);
  expect(between.rates.map(({ name, rateBps }) => [name, rateBps])).toEqual([["IGST", 1_800]]);
  // Halves of an odd paisa are the same on both lines.
  expect(applyTax(105n, inside, "INR").lines.map(({ amountMinor }) => amountMinor)).toEqual(["9", "9"]);
});

test("in the EU a business of another state owes the tax itself, a consumer pays that of where they live", () => {
  expect(decideTax(place("PT"), buyer("FR", { taxId: "FR12345678901" }), rateOf).reason).toBe("reverse_charge");
  expect(decideTax(place("PT"), buyer("FR"), rateOf)).toEqual({ reason: "destination", rates: [usual.FR] });
  expect(decideTax(place("PT"), buyer("PT", { taxId: "PT501964843" }), rateOf).reason).toBe("domestic");
  expect(decideTax(place("PT"), buyer("GB", { taxId: "GB123" }), rateOf).reason).toBe("export");
});

test("a price that contains its tax is taken apart and stays the same", () => {
  const included = { reason: "domestic" as const, rates: [{ name: "IVA", rateBps: 1_400, inclusive: true }] };
  expect(applyTax(11_400n, included, "AOA")).toEqual({
    netMinor: 10_000n,
    taxMinor: 1_400n,
    totalMinor: 11_400n,
    lines: [{ name: "IVA", rateBps: 1_400, amountMinor: "1400" }],
  });
});

test("net, tax and lines always sum to the total", () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 13n }),
      fc.array(fc.record({ name: fc.constant("T"), rateBps: fc.integer({ min: 0, max: 5_000 }) }), { maxLength: 2 }),
      fc.boolean(),
      (price, rates, inclusive) => {
        const decision = { reason: "domestic" as const, rates: rates.map((rate) => ({ ...rate, inclusive })) };
        const taxed = applyTax(price, decision, "USD");
        expect(taxed.netMinor + taxed.taxMinor).toBe(taxed.totalMinor);
        expect(taxed.lines.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n)).toBe(taxed.taxMinor);
        expect(inclusive && rates.length > 0 ? taxed.totalMinor : taxed.netMinor).toBe(price);
      },
    ),
  );
});

test("a tax in rupiah is whole rupiah", () => {
  const decision = decideTax(place("ID"), buyer("ID"), rateOf);
  expect(applyTax(1_940_663_800n, decision, "IDR").taxMinor).toBe(213_473_000n);
});
