import "server-only";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import PDFDocument from "pdfkit";

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
  lines: {
    title: string;
    columns: readonly [string, string, string, string, string];
    rows: readonly PdfRow[];
    none: string;
  };
  notes: readonly string[];
  footer: (page: number, pages: number) => string;
  madeAt: Date;
};

export type PdfRow = { cells: readonly [string, string, string, string, string]; strong?: boolean };

/** By their files and not by names given to them: a font that has two names is read anew with every use. */
const fonts = {
  text: join(process.cwd(), "app/fonts/figtree-400.ttf"),
  strong: join(process.cwd(), "app/fonts/figtree-600.ttf"),
};
const ink = "#12211D";
const soft = "#3F4F49";
const rule = "#D8E0DA";
const danger = "#A32018";
const margin = 48;
const rowHeight = 18;
const rowsAtOnce = 40;
/** The day, what happened, and three columns of figures that end at these places. */
const ends = [0.13, 0.52, 0.68, 0.84, 1] as const;

type Doc = PDFKit.PDFDocument;

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
  await lines(doc, root, document);
  notes(doc, root, document);
  root.end();
  footers(doc, document);
  doc.end();
  // In one piece: it is written in thousands of small ones, and a year of lines takes little more than a megabyte.
  const pieces: Buffer[] = [];
  for await (const piece of doc) pieces.push(piece);
  return Buffer.concat(pieces);
}

type Struct = PDFKit.PDFStructureElement;
type Look = { font?: "text" | "strong"; size?: number; color?: string; x?: number; width?: number };

const left = (doc: Doc) => doc.page.margins.left;
const widthOf = (doc: Doc) => doc.page.width - doc.page.margins.left - doc.page.margins.right;

function paragraph(doc: Doc, parent: Struct, type: string, text: string, look: Look = {}): void {
  parent.add(
    doc.struct(type, {}, () => {
      doc
        .font(fonts[look.font ?? "text"])
        .fontSize(look.size ?? 9)
        .fillColor(look.color ?? ink)
        .text(text, look.x ?? left(doc), doc.y, { width: look.width ?? widthOf(doc) });
    }),
  );
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

async function lines(
  doc: Doc,
  root: Struct,
  { lines: { title, columns, rows, none } }: StatementDocument,
): Promise<void> {
  paragraph(doc, root, "H2", title, { font: "strong", size: 12 });
  doc.y += 4;
  if (rows.length === 0) {
    paragraph(doc, root, "P", none, { color: soft });
    return;
  }
  const table = doc.struct("Table");
  root.add(table);
  headings(doc, table, columns);
  for (const [i, row] of rows.entries()) {
    // A year takes seconds, in which others are answered too.
    if (i % rowsAtOnce === 0) await setImmediate();
    if (doc.y + rowHeight > doc.page.height - margin - 14) {
      doc.addPage();
      doc.y = margin;
      doc.markContent("Artifact", { type: "Layout" });
      headings(doc, null, columns);
      doc.endMarkedContent();
    }
    drawRow(doc, table, row);
  }
  table.end();
  doc.y += 12;
}

/** On further pages they are there for the eye alone: the table has them once. */
function headings(doc: Doc, table: Struct | null, columns: StatementDocument["lines"]["columns"]): void {
  const y = doc.y;
  const row = table && doc.struct("TR");
  if (table && row) table.add(row);
  columns.forEach((name, i) => {
    const draw = () => cell(doc, name, i, y, { size: 8, color: soft });
    if (row) row.add(doc.struct("TH", {}, draw));
    else draw();
  });
  row?.end();
  doc.y = y + rowHeight - 2;
  line(doc, ink, table === null);
  doc.y += 3;
}

function drawRow(doc: Doc, table: Struct, { cells, strong }: PdfRow): void {
  const y = doc.y;
  const row = doc.struct("TR");
  table.add(row);
  cells.forEach((text, i) => {
    row.add(doc.struct(i === 1 ? "TH" : "TD", {}, () => cell(doc, text, i, y, { font: strong ? "strong" : "text" })));
  });
  row.end();
  doc.y = y + rowHeight - 4;
  line(doc, rule);
  doc.y = y + rowHeight;
}

/** Figures end where their column ends, digit under digit. */
function cell(doc: Doc, text: string, column: number, y: number, { font = "text", size = 9, color = ink }: Look): void {
  const width = widthOf(doc);
  const from = left(doc) + width * (ends[column - 1] ?? 0);
  const room = width * ((ends[column] ?? 1) - (ends[column - 1] ?? 0)) - (column < 2 ? 8 : 0);
  doc.font(fonts[font]).fontSize(size).fillColor(color);
  const features: PDFKit.Mixins.OpenTypeFeatures[] = ["tnum"];
  const fitted = shortened(doc, text, room);
  const x = column < 2 ? from : from + room - doc.widthOfString(fitted, { features });
  doc.text(fitted, x, y, { features, lineBreak: false });
}

function shortened(doc: Doc, text: string, room: number): string {
  if (doc.widthOfString(text) <= room) return text;
  let short = text;
  while (short.length > 1 && doc.widthOfString(`${short}…`) > room) short = short.slice(0, -1);
  return `${short}…`;
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

/** Rules and page numbers are no content. */
function line(doc: Doc, color: string, isArtifactAlready = false): void {
  if (!isArtifactAlready) doc.markContent("Artifact", { type: "Layout" });
  doc
    .moveTo(left(doc), doc.y)
    .lineTo(left(doc) + widthOf(doc), doc.y)
    .lineWidth(color === ink ? 0.8 : 0.5)
    .strokeColor(color)
    .stroke();
  if (!isArtifactAlready) doc.endMarkedContent();
}

function footers(doc: Doc, { footer }: StatementDocument): void {
  const { start, count } = doc.bufferedPageRange();
  for (let i = 0; i < count; i += 1) {
    doc.switchToPage(start + i);
    // With a margin below, text there would begin another page.
    doc.page.margins.bottom = 0;
    doc.markContent("Artifact", { type: "Pagination", attached: ["Bottom"] });
    doc.font(fonts.text).fontSize(8).fillColor(soft);
    const text = footer(i + 1, count);
    doc.text(text, doc.page.width - margin - doc.widthOfString(text), doc.page.height - margin + 12, {
      lineBreak: false,
    });
    doc.endMarkedContent();
  }
}
