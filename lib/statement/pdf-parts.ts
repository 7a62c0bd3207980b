import { join } from "node:path";

/** By their files and not by names given to them: a font that has two names is read anew with every use. */
export const fonts = {
  text: join(process.cwd(), "app/fonts/figtree-400.ttf"),
  strong: join(process.cwd(), "app/fonts/figtree-600.ttf"),
};
export const ink = "#12211D";
export const soft = "#3F4F49";
export const rule = "#D8E0DA";
export const danger = "#A32018";
export const margin = 48;
export type Doc = PDFKit.PDFDocument;

export type Struct = PDFKit.PDFStructureElement;
export type Look = { font?: "text" | "strong"; size?: number; color?: string; x?: number; width?: number };

export const left = (doc: Doc) => doc.page.margins.left;
export const widthOf = (doc: Doc) => doc.page.width - doc.page.margins.left - doc.page.margins.right;

export function paragraph(doc: Doc, parent: Struct, type: string, text: string, look: Look = {}): void {
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
