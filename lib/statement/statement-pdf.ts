import "server-only";
import PDFDocument from "pdfkit";
import {
  type Doc,
  danger,
  faceOf,
  fonts,
  ink,
  left,
  line,
  margin,
  paragraph,
  rule,
  type Struct,
  soft,
  widthOf,
} from "./pdf-parts";
import { drawTable, type PdfTable } from "./pdf-table";

/** Words and figures as they are to be read; nothing is worked out here. */
export type StatementDocument = {
  lang: string;
  title: string;
  /** Whose statement it is: the first line is the name. */
  holder: readonly string[];
  facts: readonly (readonly [name: string, value: string])[];
  summary: {
    title: string;
    figures: readonly (readonly [name: string, value: string])[];
    check: string;
    adds: boolean;
  };
  lines: PdfTable;
  notes: readonly string[];
  footer: (page: number, pages: number) => string;
  madeAt: Date;
};

/** A tagged document: whoever has it read aloud hears headings, a table, and which row is which. */
export async function statementPdf(document: StatementDocument): Promise<Buffer> {
  const doc = new PDFDocument({
    size: "A4",
    margins: { top: margin, bottom: margin, left: margin, right: margin },
    pdfVersion: "1.7",
    tagged: true,
    lang: document.lang,
    displayTitle: true,
    bufferPages: true,
    font: fonts.text,
    info: {
      Title: `${document.title}, ${document.holder[0] ?? ""}`,
      Author: document.holder[0] ?? "",
      Creator: "Saldo",
      CreationDate: document.madeAt,
    },
  });
  const root = doc.struct("Document");
  doc.addStructure(root);
  head(doc, root, document);
  summary(doc, root, document);
  await drawTable(doc, root, document.lines);
  notes(doc, root, document);
  root.end();
  footers(doc, document);
  doc.end();
  // In one piece: it is written in thousands of small ones, and a year of lines takes little more than a megabyte.
  const pieces: Buffer[] = [];
  for await (const piece of doc) pieces.push(piece);
  return Buffer.concat(pieces);
}

function head(doc: Doc, root: Struct, { title, holder, facts }: StatementDocument): void {
  paragraph(doc, root, "H1", title, { font: "strong", size: 20 });
  doc.y += 10;
  const top = doc.y;
  const half = widthOf(doc) / 2;
  holder.forEach((line, i) => {
    paragraph(doc, root, "P", line, { font: i === 0 ? "strong" : "text", size: i === 0 ? 11 : 9, width: half - 12 });
  });
  const end = doc.y;
  doc.y = top;
  for (const [name, value] of facts) {
    const y = doc.y;
    paragraph(doc, root, "P", name, { color: soft, x: left(doc) + half, width: half * 0.36 });
    const below = doc.y;
    doc.y = y;
    paragraph(doc, root, "P", value, { x: left(doc) + half * 1.38, width: half * 0.62 });
    doc.y = Math.max(doc.y, below) + 2;
  }
  doc.y = Math.max(doc.y, end) + 16;
}

function summary(doc: Doc, root: Struct, { summary: { title, figures, check, adds } }: StatementDocument): void {
  paragraph(doc, root, "H2", title, { font: "strong", size: 12 });
  doc.y += 4;
  line(doc, ink);
  doc.y += 6;
  const top = doc.y;
  const each = widthOf(doc) / figures.length;
  figures.forEach(([name, value], i) => {
    doc.y = top;
    const x = left(doc) + each * i;
    paragraph(doc, root, "P", name, { size: 8, color: soft, x, width: each - 8 });
    paragraph(doc, root, "P", value, { font: "strong", size: 12, x, width: each - 8 });
  });
  doc.y += 6;
  line(doc, rule);
  doc.y += 6;
  paragraph(doc, root, "P", check, { color: adds ? soft : danger, font: adds ? "text" : "strong" });
  doc.y += 14;
}

function notes(doc: Doc, root: Struct, { notes: all }: StatementDocument): void {
  for (const note of all) {
    if (doc.y + 40 > doc.page.height - margin) {
      doc.addPage();
      doc.y = margin;
    }
    paragraph(doc, root, "P", note, { size: 8, color: soft });
    doc.y += 3;
  }
}

function footers(doc: Doc, { footer }: StatementDocument): void {
  const { start, count } = doc.bufferedPageRange();
  for (let i = 0; i < count; i += 1) {
    doc.switchToPage(start + i);
    // With a margin below, text there would begin another page.
    doc.page.margins.bottom = 0;
    doc.markContent("Artifact", { type: "Pagination", attached: ["Bottom"] });
    const text = footer(i + 1, count);
    doc.font(faceOf(text, "text")).fontSize(8).fillColor(soft);
    doc.text(text, doc.page.width - margin - doc.widthOfString(text), doc.page.height - margin + 12, {
      lineBreak: false,
    });
    doc.endMarkedContent();
  }
}
