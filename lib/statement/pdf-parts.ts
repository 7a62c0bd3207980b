import { join } from "node:path";

/** By their files and not by names given to them: a font that has two names is read anew with every use. */
export const fonts = {
  text: join(process.cwd(), "app/fonts/figtree-400.ttf"),
  strong: join(process.cwd(), "app/fonts/figtree-600.ttf"),
};
/** For what Figtree has no letters for: Greek, Cyrillic, Vietnamese and the rarer Latin ones. */
const wider = {
  text: join(process.cwd(), "app/fonts/noto-sans-400.ttf"),
  strong: join(process.cwd(), "app/fonts/noto-sans-600.ttf"),
};
const inFigtree =
  /^[ -~\u00a0-\u00ac\u00ae-\u0113\u0116-\u0127\u012a\u012b\u012e-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u014d\u0150-\u0161\u0164\u0165\u016a-\u017e\u0218-\u021b\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2039\u203a\u20ac\u20b9\u2122\u2190-\u2193\u2212]*$/;

/** The face that has every letter of a text: one for the whole of it, since a word in two faces reads as two. */
export function faceOf(text: string, weight: keyof typeof fonts): string {
  return (inFigtree.test(text) ? fonts : wider)[weight];
}

export const ink = "#12211D";
export const soft = "#3F4F49";
export const rule = "#D8E0DA";
export const danger = "#A32018";
export const margin = 48;
export type Doc = PDFKit.PDFDocument;

export type Struct = PDFKit.PDFStructureElement;
export type Look = {
  font?: "text" | "strong";
  size?: number;
  color?: string;
  x?: number;
  width?: number;
  align?: "right";
};

export const left = (doc: Doc) => doc.page.margins.left;
export const widthOf = (doc: Doc) => doc.page.width - doc.page.margins.left - doc.page.margins.right;

export function paragraph(doc: Doc, parent: Struct, type: string, text: string, look: Look = {}): void {
  const read = text.normalize("NFC");
  parent.add(
    doc.struct(type, {}, () => {
      doc
        .font(faceOf(read, look.font ?? "text"))
        .fontSize(look.size ?? 9)
        .fillColor(look.color ?? ink)
        .text(read, look.x ?? left(doc), doc.y, {
          width: look.width ?? widthOf(doc),
          // Figures that end at the same place stand digit under digit.
          ...(look.align && { align: look.align, features: ["tnum"] satisfies PDFKit.Mixins.OpenTypeFeatures[] }),
        });
    }),
  );
}

/** Rules and page numbers are no content. */
export function line(doc: Doc, color: string, isArtifactAlready = false): void {
  if (!isArtifactAlready) doc.markContent("Artifact", { type: "Layout" });
  doc
    .moveTo(left(doc), doc.y)
    .lineTo(left(doc) + widthOf(doc), doc.y)
    .lineWidth(color === ink ? 0.8 : 0.5)
    .strokeColor(color)
    .stroke();
  if (!isArtifactAlready) doc.endMarkedContent();
}
