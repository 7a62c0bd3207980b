import { join } from "node:path";
import PDFDocument from "pdfkit";
import type { Answer } from "../../../shared/http/answer";

export type Paper = {
  title: string;
  facts: readonly (readonly [name: string, value: string])[];
  lines: readonly (readonly [words: string, amount: string])[];
  totals: readonly { label: string; value: string; strong?: boolean }[];
  made: number;
};

const fonts = join(import.meta.dirname, "../../../../app/fonts");
const [left, right] = [56, 539];

/** A sheet of A4 with facts, lines and totals; long ones go on. */
export async function pdf(paper: Paper, name: string): Promise<Answer & { body: Buffer }> {
  const doc = new PDFDocument({
    size: "A4",
    margins: { top: 56, bottom: 64, left, right: 56 },
    font: join(fonts, "noto-sans-400.ttf"),
    lang: "en",
    displayTitle: true,
    info: { Title: paper.title, Creator: "Sandbox", CreationDate: new Date(paper.made * 1000) },
  });
  doc.registerFont("text", join(fonts, "noto-sans-400.ttf")).registerFont("strong", join(fonts, "noto-sans-600.ttf"));
  doc.font("strong").fontSize(9).fillColor("#7a5b00").text("TEST MODE. No money moves here.").moveDown(1.5);
  doc.fillColor("#1d2129").fontSize(20).text(paper.title).moveDown(0.8);
  for (const [label, value] of paper.facts) row(doc, label, value, { quiet: true });
  doc.moveDown(1);
  rule(doc);
  for (const [words, amount] of paper.lines) row(doc, words, amount);
  rule(doc);
  for (const { label, value, strong } of paper.totals) row(doc, label, value, { strong });
  doc.end();
  const pieces: Buffer[] = [];
  for await (const piece of doc) pieces.push(piece);
  return {
    status: 200,
    body: Buffer.concat(pieces),
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `inline; filename="${name.replace(/[^\w.-]/g, "-")}.pdf"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  };
}

type Doc = InstanceType<typeof PDFDocument>;

function row(doc: Doc, words: string, value: string, { strong = false, quiet = false } = {}): void {
  const wide = quiet ? 120 : 330;
  doc.font(strong ? "strong" : "text").fontSize(10.5);
  const beside = { width: right - left - wide - 12, align: quiet ? ("left" as const) : ("right" as const) };
  const height = Math.max(doc.heightOfString(words, { width: wide }), doc.heightOfString(value, beside));
  if (doc.y + height > doc.page.height - 64) doc.addPage();
  const top = doc.y;
  doc.fillColor(quiet ? "#5b6270" : "#1d2129").text(words, left, top, { width: wide });
  doc.fillColor("#1d2129").text(value, left + wide + 12, top, beside);
  doc.y = top + height + 6;
  doc.x = left;
}

function rule(doc: Doc): void {
  doc.moveTo(left, doc.y).lineTo(right, doc.y).lineWidth(0.5).strokeColor("#c9c5bb").stroke();
  doc.y += 10;
}
