import {
  type Doc,
  faceOf,
  ink,
  left,
  line,
  margin,
  paragraph,
  rule,
  type Struct,
  soft,
  widthOf,
} from "@/lib/statement/pdf-parts";
import type { InvoicePdf, PdfLine } from "./invoice-pdf";

const accent = "#0B6A5C";
/** Where the columns begin, in parts of the width: what it is, and three of figures. */
const begins = [0, 0.46, 0.62, 0.78, 1] as const;

type Bill = Pick<InvoicePdf, "columns" | "linesTitle" | "lines" | "totalsTitle" | "totals" | "stamp">;

/** What is charged, line by line, and what it comes to; the stamp stands beside the totals. */
export function drawBill(doc: Doc, root: Struct, bill: Bill): void {
  lines(doc, root, bill);
  const needed = 60 + 20 * bill.totals.lines.length;
  if (doc.y + needed > doc.page.height - margin - 20) nextPage(doc);
  const top = doc.y;
  totals(doc, root, bill);
  const below = doc.y;
  if (bill.stamp) doc.y = top + stamp(doc, root, bill.stamp, top);
  doc.y = Math.max(below, doc.y) + 26;
}

function nextPage(doc: Doc): void {
  doc.addPage();
  doc.y = margin;
}

function lines(doc: Doc, root: Struct, { columns, lines: all }: Bill): void {
  const table = doc.struct("Table");
  root.add(table);
  row(doc, table, "TH", { cells: columns }, { size: 8.5, color: soft });
  doc.y += 1;
  line(doc, ink);
  doc.y += 6;
  for (const one of all) {
    if (doc.y + 40 > doc.page.height - margin - 20) nextPage(doc);
    row(doc, table, "TD", one, { size: 9.5, color: ink });
    doc.y += 5;
    line(doc, rule);
    doc.y += 6;
  }
  table.end();
  doc.y += 6;
}

function row(
  doc: Doc,
  table: Struct,
  type: "TH" | "TD",
  { cells, note }: PdfLine,
  look: { size: number; color: string },
) {
  const top = doc.y;
  const tr = doc.struct("TR");
  table.add(tr);
  let lowest = top;
  cells.forEach((text, i) => {
    doc.y = top;
    const x = left(doc) + widthOf(doc) * (begins[i] ?? 0);
    const width = widthOf(doc) * ((begins[i + 1] ?? 1) - (begins[i] ?? 0)) - (i === 0 ? 12 : 0);
    const cell = doc.struct(type === "TH" || i === 0 ? "TH" : "TD");
    tr.add(cell);
    paragraph(doc, cell, "P", text, { ...look, x, width, ...(i > 0 && { align: "right" as const }) });
    if (i === 0 && note) paragraph(doc, cell, "P", note, { size: 8.5, color: soft, x, width });
    cell.end();
    lowest = Math.max(lowest, doc.y);
  });
  tr.end();
  doc.y = lowest;
}

function totals(doc: Doc, root: Struct, { totalsTitle, totals: { lines: all, total } }: Bill): void {
  const from = left(doc) + widthOf(doc) * 0.46;
  const width = widthOf(doc) * 0.54;
  const table = doc.struct("Table", { title: totalsTitle });
  root.add(table);
  const put = ([name, value]: readonly [string, string], size: number, font: "text" | "strong") => {
    const tr = doc.struct("TR");
    table.add(tr);
    const top = doc.y;
    const [head, figure] = [doc.struct("TH"), doc.struct("TD")];
    tr.add(head);
    paragraph(doc, head, "P", name, { size: font === "strong" ? 10.5 : size, font, x: from, width: width * 0.5 });
    head.end();
    const below = doc.y;
    doc.y = top - (font === "strong" ? 3 : 0);
    tr.add(figure);
    paragraph(doc, figure, "P", value, { size, font, x: from + width * 0.45, width: width * 0.55, align: "right" });
    figure.end();
    tr.end();
    doc.y = Math.max(doc.y, below) + 5;
  };
  for (const one of all) put(one, 9.5, "text");
  doc.y += 1;
  doc.markContent("Artifact", { type: "Layout" });
  doc
    .moveTo(from, doc.y)
    .lineTo(from + width, doc.y)
    .lineWidth(0.8)
    .strokeColor(ink)
    .stroke();
  doc.endMarkedContent();
  doc.y += 9;
  put(total, 15, "strong");
  table.end();
}

/** As a rubber stamp would stand there, but straight and legible; answers how high it is. */
function stamp(doc: Doc, root: Struct, { tone, title, detail }: NonNullable<Bill["stamp"]>, top: number): number {
  const color = tone === "done" ? accent : soft;
  const read = title.toUpperCase();
  doc.font(faceOf(read, "strong")).fontSize(15);
  const most = widthOf(doc) * 0.4;
  const ofTitle = doc.widthOfString(read);
  const ofDetail = detail ? doc.font(faceOf(detail, "text")).fontSize(8.5).widthOfString(detail) : 0;
  const width = Math.min(most, Math.max(ofTitle, ofDetail) + 28);
  doc.y = top + 9;
  const x = left(doc) + 14;
  paragraph(doc, root, "P", read, { font: "strong", size: 15, color, x, width: width - 26 });
  if (detail) paragraph(doc, root, "P", detail, { size: 8.5, color, x, width: width - 26 });
  const height = doc.y + 7 - top;
  doc.markContent("Artifact", { type: "Layout" });
  doc.roundedRect(left(doc), top, width, height, 5).lineWidth(1.4).strokeColor(color).stroke();
  doc
    .roundedRect(left(doc) + 3, top + 3, width - 6, height - 6, 3)
    .lineWidth(0.5)
    .strokeColor(color)
    .stroke();
  doc.endMarkedContent();
  return height;
}
