import "server-only";
import { translatorFor } from "@/lib/i18n/translator";
import { invoicePdf } from "./invoice-pdf";
import type { Paper } from "./paper";
import { type Reader, titleOf, writtenPaper } from "./paper-words";

export type PaperFile = { name: string; content: Buffer };

/** The document as a file, in the reader's language. */
export async function paperFile(paper: Paper, reader: Reader): Promise<PaperFile> {
  return { name: fileName(paper, reader), content: await invoicePdf(writtenPaper(paper, reader)) };
}

/** "invoice-SAO-2026-142.pdf": what every file system takes. */
function fileName(paper: Paper, { locale }: Reader): string {
  const title = titleOf(paper, translatorFor(locale, "invoices"));
  const number = paper.number || paper.snapshot.purchaseNumber;
  return `${[title, number].map(plain).join("-")}.pdf`;
}

function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
