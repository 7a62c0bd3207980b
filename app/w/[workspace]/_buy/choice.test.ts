import { describe, expect, it } from "vitest";
import { wholeCredits } from "@/lib/credits";
import type { Terms } from "@/lib/purchases/work-out";
import { type AmountWish, readAmount } from "./choice";

const terms: Terms = {
  offer: {
    id: "offer_1",
    currency: "AOA",
    agreed: false,
    terms: {
      unitPrice: "8",
      tiers: [{ from: 10_000, discountBps: 500 }],
      packages: [5_000, 25_000],
      minCredits: 1_000,
      maxCredits: 1_000_000,
      rhythms: { week: 200, month: 500, quarter: 800 },
    },
  },
  seller: { country: "AO", region: "Luanda" },
  rates: { AO: { name: "IVA", rateBps: 1_400, inclusive: false } },
};
const buyer = { country: "AO", region: "", taxId: "" };
const angolan = { group: "\u00a0", decimal: "," };
const english = { group: ",", decimal: "." };

const read = (wish: Partial<AmountWish>, separators = angolan) =>
  readAmount({ pick: "other", unit: "credits", text: "", ...wish }, { terms, separators, rhythm: "once", buyer });
const credits = (count: number) => ({ creditsMicro: wholeCredits(count), problem: null });

it("a package is what it says, whatever stands in the box", () => {
  expect(read({ pick: "25000", text: "nonsense" })).toEqual(credits(25_000));
});

it("a package nobody offers is read from the box", () => {
  expect(read({ pick: "7", text: "12000" })).toEqual(credits(12_000));
});

describe("an amount in the box", () => {
  it("is read as people of the place write it", () => {
    for (const text of ["25000", "25 000", "25\u00a0000", "25.000", " 25000 "])
      expect(read({ text }), text).toEqual(credits(25_000));
    expect(read({ text: "25,000" }, english)).toEqual(credits(25_000));
  });

  it("is asked back where it can mean two numbers", () => {
    expect(read({ text: "25,500" })).toMatchObject({ problem: "number_ambiguous", readings: ["25.5", "25500"] });
  });

  it("is refused with its reason", () => {
    const problem = (text: string) => read({ text }).problem;
    expect(problem("")).toBe("required");
    expect(problem("many")).toBe("number");
    expect(problem("-5000")).toBe("number");
    expect(problem("1500,5")).toBe("whole_credits");
    expect(problem("999")).toBe("too_few_credits");
    expect(problem("1000001")).toBe("too_many_credits");
  });
});

describe("an amount of money", () => {
  it("is what is paid in all, and buys the most whole credits it can", () => {
    expect(read({ unit: "money", text: "86640" })).toEqual(credits(10_000));
    expect(read({ unit: "money", text: "86639,99" })).toEqual(credits(9_499));
  });

  it("follows the tax of the buyer", () => {
    const abroad = { terms, separators: angolan, rhythm: "once" as const, buyer: { ...buyer, country: "PT" } };
    expect(readAmount({ pick: "other", unit: "money", text: "76000" }, abroad)).toEqual(credits(10_000));
  });

  it("that buys less than the least is told so", () => {
    expect(read({ unit: "money", text: "100" }).problem).toBe("too_few_credits");
  });
});
