import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Locale } from "@/lib/i18n/locales";
import { invoicePdf } from "./invoice-pdf";
import type { Paper } from "./paper";
import { writtenPaper } from "./paper-words";
import type { InvoiceSnapshot } from "./snapshot";

const nobody = { addressLine2: "", region: "", postalCode: "", orderNumber: "" };
const luanda = { ...nobody, addressLine1: "Rua da Missão 42", city: "Luanda", country: "AO" };
const usual: InvoiceSnapshot = {
  seller: { ...luanda, legalName: "Saldo Angola, Lda", taxId: "5000111222", email: "billing@saldo.example" },
  buyer: { ...luanda, name: "Kianda Logística, Lda", taxId: "5417263849", email: "finance@kianda.example" },
  purchaseNumber: "PUR-2026-0142",
  destination: "Kianda",
  creditsMicro: "25000000000",
  unitPrice: "8.00",
  rhythm: "month",
  listMinor: "20000000",
  volumeDiscountMinor: "2000000",
  volumeBps: 1_000,
  rhythmDiscountMinor: "900000",
  rhythmBps: 500,
  netMinor: "17100000",
  taxes: [{ name: "IVA", rateBps: 1_400, amountMinor: "2394000" }],
  taxReason: "domestic",
  totalMinor: "19494000",
  paidAt: "2026-06-24T23:30:00Z",
  paidWith: "visa 4242",
};

function paper(snapshot: Partial<InvoiceSnapshot> = {}, more: Partial<Paper> = {}): Paper {
  return {
    kind: "invoice",
    number: "SAO/2026/142",
    currency: "AOA",
    snapshot: { ...usual, ...snapshot },
    issuedAt: new Date("2026-06-24T23:30:00Z"),
    timeZone: "Africa/Luanda",
    payUntil: null,
    ...more,
  };
}

const formats: Partial<Record<Locale, string>> = { en: "en-GB", pt: "pt-AO", id: "id-ID" };
const written = (one: Paper, locale: Locale = "en", formatLocale = formats[locale] ?? "en-GB") =>
  writtenPaper(one, { locale, formatLocale });
const at = (country: string, more: object = {}) => ({ ...luanda, ...more, country });

describe("an invoice", () => {
  it("has lines, discounts and taxes that sum to its total, in the days of its seller", () => {
    const { title, lines, totals, stamp, facts } = written(paper());
    expect(title).toBe("Invoice");
    expect(lines.map(({ cells }) => cells)).toEqual([
      ["Prepaid credits, every month", "25,000", "8.00", "Kz\u00a0200,000.00"],
      ["Volume discount 10%", "", "", "−Kz\u00a020,000.00"],
      ["Recurring discount 5%", "", "", "−Kz\u00a09,000.00"],
    ]);
    expect(totals).toEqual({
      lines: [
        ["Taxable amount", "Kz\u00a0171,000.00"],
        ["IVA 14%", "Kz\u00a023,940.00"],
      ],
      total: ["Total paid", "Kz\u00a0194,940.00"],
    });
    expect(stamp).toEqual({ tone: "done", title: "Paid", detail: "25 Jun 2026 · Visa ending 4242" });
    expect(facts).toContainEqual(["Issued", "25 Jun 2026"]);
  });

  it("speaks the reader's language and keeps its own currency", () => {
    expect(written(paper(), "pt")).toMatchObject({ title: "Fatura", lang: "pt-AO", stamp: { title: "Pago" } });
    expect(written(paper(), "pt").totals.total).toEqual(["Total pago", "194\u00a0940,00\u00a0Kz"]);
    const rupiah = written(paper({ totalMinor: "1123875000" }, { currency: "IDR" }), "id");
    expect(rupiah.totals.total).toEqual(["Total dibayar", "Rp\u00a011.238.750"]);
  });

  it("of a seller in India names the place of supply, the SAC, and either IGST or both halves", () => {
    const halves = ["CGST", "SGST"].map((name) => ({ name, rateBps: 900, amountMinor: "81000" }));
    const seller = { ...usual.seller, country: "IN", region: "Karnataka", taxId: "29AABCU9603R1ZJ" };
    const buyer = { ...usual.buyer, country: "IN", region: "Karnataka" };
    const inside = written(paper({ seller, buyer, taxes: halves }, { currency: "INR" }), "en", "en-IN");
    expect(inside.title).toBe("Tax invoice");
    expect(inside.facts).toContainEqual(["Place of supply", "Karnataka (29)"]);
    expect(inside.facts).toContainEqual(["SAC", "998429"]);
    expect(inside.totals.lines.map(([name]) => name)).toEqual(["Taxable amount", "CGST 9%", "SGST 9%"]);
    expect(inside.seller.lines).toContain("GSTIN 29AABCU9603R1ZJ");
    expect(inside.notes).toContain("Tax payable on reverse charge: No.");
  });

  it.each([
    ["reverse_charge", "PT", "Reverse charge: VAT is to be accounted for by the recipient"],
    ["export", "PT", "Not subject to EU VAT"],
    ["export", "IN", "letter of undertaking without payment of integrated tax"],
    ["export", "AO", "Export of services: IVA is not charged"],
    ["export", "ID", "PPN is charged at 0%"],
    ["export", "US", "Export of services: no tax is charged."],
    ["none", "US", "No tax is charged on this supply."],
  ] as const)("with the reason %s of a seller in %s says so in the law's words", (taxReason, country, words) => {
    const seller = { ...usual.seller, ...at(country) };
    const { notes } = written(paper({ seller, taxReason, taxes: [], netMinor: "17100000" }));
    expect(notes.join(" ")).toContain(words);
  });

  it("says that prices contain the tax where they do", () => {
    const inclusive = written(
      paper({ netMinor: "15000000", taxes: [{ name: "IVA", rateBps: 1_400, amountMinor: "2100000" }] }),
    );
    expect(inclusive.notes).toContain("Unit price and discounts include tax.");
    expect(written(paper()).notes).not.toContain("Unit price and discounts include tax.");
  });
});

it("a credit note names the invoice it corrects, with amounts that go back and no stamp", () => {
  const corrects = { number: "SAO/2026/142", issuedAt: "2026-06-24T12:00:00Z", reason: "refund" } as const;
  const note = written(
    paper({ corrects, netMinor: "5700000", totalMinor: "6498000" }, { kind: "credit_note", number: "SAO/C2026/1" }),
  );
  expect(note).toMatchObject({ title: "Credit note", number: "SAO/C2026/1", stamp: null });
  expect(note.lines.map(({ cells }) => cells[0])).toEqual(["Refund for invoice SAO/2026/142 of 24 Jun 2026"]);
  expect(note.facts).toContainEqual(["Corrects", "SAO/2026/142, 24 Jun 2026"]);
  expect(note.totals.total).toEqual(["Total credited", "Kz\u00a064,980.00"]);
});

it("a pro forma has no number, no word of payment, and says that it is no invoice", () => {
  const open = { kind: "pro_forma", number: "", payUntil: new Date("2026-06-25T12:00:00Z") } as const;
  const { title, facts, stamp, totals, notes } = written(paper({ paidAt: "", paidWith: "" }, open));
  expect(title).toBe("Pro forma invoice");
  expect(facts.map(([name]) => name)).not.toContain("Number");
  expect([stamp?.title, totals.total[0]]).toEqual(["Not paid yet", "Total to pay"]);
  expect(notes[0]).toContain("This is not an invoice and has no number.");
});

/** The pieces of text as the document draws them, glyph by glyph through each font's own table of letters. */
function textOf(pdf: Buffer): string {
  const source = pdf.toString("latin1");
  const streams = [...source.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, body = ""]) => {
    const bytes = Buffer.from(body, "latin1");
    return bytes[0] === 0x78 ? inflateSync(bytes).toString("latin1") : body;
  });
  return streams.filter((body) => body.includes("beginbfrange") || body.includes("beginbfchar")).join("\n");
}

describe("the document", () => {
  it("is tagged, says its language and title, carries its own letters and counts its pages", async () => {
    const many = Array.from({ length: 60 }, (_, i) => ({ cells: [`Line ${i}`, "1", "1.00", "1.00"] as const }));
    const pages: string[] = [];
    const document = written(paper(), "pt");
    const pdf = await invoicePdf({
      ...document,
      lines: many,
      page: (page, count) => {
        pages.push(`${page}/${count}`);
        return document.page(page, count);
      },
    });
    const source = pdf.toString("latin1");
    const count = (pattern: RegExp) => source.match(pattern)?.length ?? 0;
    expect(source.slice(0, 8)).toBe("%PDF-1.7");
    expect([count(/\/Lang \(pt-AO\)/g), count(/\/Marked true/g), count(/\/DisplayDocTitle true/g)]).toEqual([1, 1, 1]);
    expect([count(/\/S \/Table\b/g), count(/\/S \/H1\b/g)]).toEqual([2, 1]);
    // Headings, lines, and the totals.
    expect(count(/\/S \/TR\b/g)).toBe(1 + many.length + document.totals.lines.length + 1);
    expect(count(/\/FontFile2/g)).toBeGreaterThanOrEqual(2);
    expect(count(/\/BaseFont \/Helvetica/g)).toBe(0);
    const drawn = count(/\/Type \/Page\b(?!s)/g);
    expect(drawn).toBeGreaterThan(1);
    expect(pages).toEqual(Array.from({ length: drawn }, (_, i) => `${i + 1}/${drawn}`));
  });

  it("has letters for a buyer whose name is Greek and Russian", async () => {
    const pdf = await invoicePdf(written(paper({ buyer: { ...usual.buyer, name: "Αφοί Παπαδόπουλοι Трансмаш" } })));
    const letters = textOf(pdf).toLowerCase();
    for (const letter of "Παδλмш") expect(letters).toContain(letter.codePointAt(0)?.toString(16).padStart(4, "0"));
  });
});
