import "server-only";
import { pageLocale } from "@/app/_gate/locale";
import type { Viewer } from "@/lib/gate/viewer";
import type { Workspace } from "@/lib/gate/workspace";
import { formatLocaleFor } from "@/lib/i18n/locales";
import type { PaperFile } from "@/lib/invoices/paper-file";
import type { Reader } from "@/lib/invoices/paper-words";

/** Documents are written for whoever opens them, in the language of the page they come from. */
export async function readerOf(viewer: Viewer, workspace: Workspace): Promise<Reader> {
  const locale = await pageLocale();
  return { locale, formatLocale: viewer.formatLocale ?? formatLocaleFor(locale, workspace.country) };
}

/** Shown by the browser where it can, and kept under its own name. */
export function paperAnswer({ name, content }: PaperFile): Response {
  return new Response(new Uint8Array(content), {
    headers: { "content-type": "application/pdf", "content-disposition": `inline; filename="${name}"` },
  });
}
