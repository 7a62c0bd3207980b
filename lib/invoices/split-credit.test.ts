import fc from "fast-check";
import { expect, it } from "vitest";
import { type CreditPortion, type Portion, portionLeft, splitCredit } from "./split-credit";

const line = (name: string, amountMinor: bigint) => ({ name, rateBps: 900, amountMinor: String(amountMinor) });

function creditAll(invoice: Portion, amounts: readonly bigint[], currency: string): CreditPortion[] {
  const notes: CreditPortion[] = [];
  for (const amount of amounts) notes.push(splitCredit(amount, portionLeft(invoice, notes), currency));
  return notes;
}

const none = (notes: readonly CreditPortion[], invoice: Portion) => {
  const left = portionLeft(invoice, notes);
  return [left.netMinor, ...left.taxes.map(({ amountMinor }) => BigInt(amountMinor))].every((part) => part === 0n);
};

it("three notes of a third sum to the invoice line by line", () => {
  const invoice = { netMinor: 7_600_000n, taxes: [line("IVA", 1_064_001n)] };
  const notes = creditAll(invoice, [2_888_000n, 2_888_000n, 2_888_001n], "AOA");
  expect(notes.map(({ netMinor, taxMinor }) => netMinor + taxMinor)).toEqual([2_888_000n, 2_888_000n, 2_888_001n]);
  expect(none(notes, invoice)).toBe(true);
});

it("credits rupiah that somebody can write, with no hundredths", () => {
  const invoice = { netMinor: 1_000_100n, taxes: [line("PPN", 110_000n)] };
  const notes = creditAll(invoice, [370_000n, 370_000n, 370_100n], "IDR");
  expect(notes.every(({ netMinor, taxMinor }) => netMinor % 100n === 0n && taxMinor % 100n === 0n)).toBe(true);
  expect(none(notes, invoice)).toBe(true);
});

it("however an invoice is credited, every line of every note is possible, halves are equal and nothing is left", () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 12n }),
      fc.bigInt({ min: 1n, max: 10n ** 10n }),
      fc.constantFrom(1, 2),
      fc.array(fc.bigInt({ min: 1n, max: 10n ** 6n }), { minLength: 1, maxLength: 8 }),
      (netMinor, tax, lines, weights) => {
        const names = lines === 1 ? ["IGST"] : ["CGST", "SGST"];
        const invoice = { netMinor, taxes: names.map((name) => line(name, tax)) };
        let left = netMinor + tax * BigInt(lines);
        const amounts = weights.flatMap((weight) => {
          const amount = weight < left ? weight : 0n;
          left -= amount;
          return amount > 0n ? [amount] : [];
        });
        const notes = creditAll(invoice, [...amounts, left], "INR");
        notes.forEach((note, i) => {
          expect(note.netMinor >= 0n && note.taxes.every(({ amountMinor }) => BigInt(amountMinor) >= 0n)).toBe(true);
          const hasPrice = portionLeft(invoice, notes.slice(0, i)).netMinor > 0n;
          if (hasPrice) expect(new Set(note.taxes.map(({ amountMinor }) => amountMinor)).size).toBe(1);
        });
        expect(none(notes, invoice)).toBe(true);
      },
    ),
  );
});
