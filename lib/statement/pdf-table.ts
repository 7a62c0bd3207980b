import { setImmediate } from "node:timers/promises";
import {
  type Doc,
  faceOf,
  ink,
  type Look,
  left,
  line,
  margin,
  paragraph,
  rule,
  type Struct,
  soft,
  widthOf,
} from "./pdf-parts";

export type PdfRow = { cells: readonly [string, string, string, string, string]; strong?: boolean };

export type PdfTable = {
  title: string;
  columns: readonly [string, string, string, string, string];
  rows: readonly PdfRow[];
  none: string;
};

const rowHeight = 18;
const rowsAtOnce = 40;
/** How far below a row's top its letters stand, in parts of their size. */
const ascent = 0.95;
/** The day, what happened, and three columns of figures that end at these places. */
const ends = [0.13, 0.58, 0.72, 0.86, 1] as const;

/** The lines under headings that are drawn anew on every page. */
export async function drawTable(doc: Doc, root: Struct, { title, columns, rows, none }: PdfTable): Promise<void> {
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
function headings(doc: Doc, table: Struct | null, columns: PdfTable["columns"]): void {
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
  const read = text.normalize("NFC");
  doc.font(faceOf(read, font)).fontSize(size).fillColor(color);
  const features: PDFKit.Mixins.OpenTypeFeatures[] = ["tnum"];
  const fitted = shortened(doc, read, room);
  const x = column < 2 ? from : from + room - doc.widthOfString(fitted, { features });
  // On the line, not from its top: two faces side by side begin at different heights.
  doc.text(fitted, x, y + size * ascent, { features, lineBreak: false, baseline: "alphabetic" });
}

function shortened(doc: Doc, text: string, room: number): string {
  if (doc.widthOfString(text) <= room) return text;
  let short = text;
  while (short.length > 1 && doc.widthOfString(`${short}…`) > room) short = short.slice(0, -1);
  return `${short}…`;
}
