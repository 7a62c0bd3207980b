import "server-only";
import PDFDocument from "pdfkit";
import {
  type Doc,
  faceOf,
  fonts,
  left,
  line,
  margin,
  paragraph,
  rule,
  type Struct,
  soft,
  widthOf,
} from "@/lib/statement/pdf-parts";
import { drawBill } from "./pdf-bill";

export type PdfLine = {
  cells: readonly [what: string, quantity: string, price: string, amount: string];
  /** In small letters under what it is. */
  note?: string;
};

/** Words and figures as they are to be read; nothing is worked out here. */
export type InvoicePdf = {
  lang: string;
  title: string;
  number: string;
  seller: { name: string; lines: readonly string[] };
  buyer: { label: string; name: string; lines: readonly string[] };
  facts: readonly (readonly [name: string, value: string])[];
  columns: readonly [string, string, string, string];
  linesTitle: string;
  lines: readonly PdfLine[];
  totalsTitle: string;
  totals: {
    lines: readonly (readonly [name: string, value: string])[];
    total: readonly [name: string, value: string];
  };
  stamp: { tone: "done" | "quiet"; title: string; detail: string } | null;
  notesTitle: string;
  notes: readonly string[];
  /** Who sends it, at the foot of every page. */
  footer: string;
  page: (page: number, pages: number) => string;
  madeAt: Date;
};

/** A tagged document with its letters in it: it reads the same on every machine, on paper and aloud. */
export async function invoicePdf(paper: InvoicePdf): Promise<Buffer> {
  const doc = new PDFDocument({
    size: "A4",
    margins: { top: margin, bottom: margin, left: margin, right: margin },
    pdfVersion: "1.7",
    tagged: true,
    lang: paper.lang,
    displayTitle: true,
    bufferPages: true,
    font: fonts.text,
    info: {
      Title: [paper.title, paper.number].filter(Boolean).join(" "),
      Author: paper.seller.name,
      Creator: "Saldo",
      CreationDate: paper.madeAt,
    },
  });
  const root = doc.struct("Document");
  doc.addStructure(root);
  head(doc, root, paper);
  parties(doc, root, paper);
  drawBill(doc, root, paper);
  notes(doc, root, paper);
  root.end();
  footers(doc, paper);
  doc.end();
  const pieces: Buffer[] = [];
  for await (const piece of doc) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** What it is at the left, who sends it at the right, above the strong rule. */
function head(doc: Doc, root: Struct, { title, number, seller }: InvoicePdf): void {
  const top = doc.y;
  const half = widthOf(doc) / 2;
  paragraph(doc, root, "H1", title, { font: "strong", size: 24, width: half - 16 });
  if (number) {
    doc.y += 2;
    paragraph(doc, root, "P", number, { size: 12, color: soft, width: half - 16 });
  }
  const below = doc.y;
  doc.y = top + 4;
  const right = { x: left(doc) + half, width: half, align: "right" } as const;
  paragraph(doc, root, "P", seller.name, { ...right, font: "strong", size: 11 });
  doc.y += 2;
  for (const text of seller.lines) paragraph(doc, root, "P", text, { ...right, size: 8.5, color: soft });
  doc.y = Math.max(doc.y, below) + 12;
  line(doc, "#12211D");
  doc.y += 14;
}

function parties(doc: Doc, root: Struct, { buyer, facts }: InvoicePdf): void {
  const top = doc.y;
  const half = widthOf(doc) / 2;
  paragraph(doc, root, "H2", buyer.label, { size: 8.5, color: soft, width: half - 20 });
  doc.y += 3;
  paragraph(doc, root, "P", buyer.name, { font: "strong", size: 11, width: half - 20 });
  doc.y += 1;
  for (const text of buyer.lines) paragraph(doc, root, "P", text, { width: half - 20 });
  const below = doc.y;
  doc.y = top;
  const x = left(doc) + half;
  for (const [name, value] of facts) {
    const y = doc.y;
    paragraph(doc, root, "P", name, { size: 8.5, color: soft, x, width: half * 0.4 - 8 });
    const after = doc.y;
    doc.y = y;
    paragraph(doc, root, "P", value, { x: x + half * 0.4, width: half * 0.6 });
    doc.y = Math.max(doc.y, after) + 2.5;
  }
  doc.y = Math.max(doc.y, below) + 24;
}

function notes(doc: Doc, root: Struct, { notesTitle, notes: all }: InvoicePdf): void {
  if (all.length === 0) return;
  const room = all.reduce(
    (sum, note) => sum + doc.font(faceOf(note, "text")).fontSize(8.5).heightOfString(note) + 3,
    24,
  );
  if (doc.y + room > doc.page.height - margin - 20) {
    doc.addPage();
    doc.y = margin;
  }
  paragraph(doc, root, "H2", notesTitle, { size: 8.5, font: "strong", color: soft });
  doc.y += 3;
  for (const note of all) {
    paragraph(doc, root, "P", note, { size: 8.5, color: soft });
    doc.y += 3;
  }
}

function footers(doc: Doc, { footer, page }: InvoicePdf): void {
  const { start, count } = doc.bufferedPageRange();
  for (let i = 0; i < count; i += 1) {
    doc.switchToPage(start + i);
    // With a margin below, text there would begin another page.
    doc.page.margins.bottom = 0;
    doc.markContent("Artifact", { type: "Pagination", attached: ["Bottom"] });
    doc.y = doc.page.height - margin + 4;
    line(doc, rule, true);
    const y = doc.page.height - margin + 11;
    const number = page(i + 1, count);
    doc.fontSize(8).fillColor(soft);
    const at = doc.page.width - margin - doc.font(faceOf(number, "text")).widthOfString(number);
    doc.text(number, at, y, { lineBreak: false });
    doc.font(faceOf(footer, "text")).text(footer, left(doc), y, {
      width: at - left(doc) - 16,
      height: 10,
      ellipsis: true,
    });
    doc.endMarkedContent();
  }
}
