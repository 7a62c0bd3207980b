import { Readable } from "node:stream";
import { memberRoute } from "@/app/_gate/api-route";
import { formatterFor } from "@/app/_gate/page";
import { AppError } from "@/lib/errors";
import { mostZipped, zippedPapers } from "@/lib/invoices/zipped-papers";
import { listDocuments } from "@/lib/purchases/list-purchases";
import { localDay } from "@/lib/time";
import { readerOf } from "../../_purchases/reader-of";
import { filterOf } from "../purchase-filter";
import { purchaseView } from "../purchase-search";

/** The invoices and credit notes of what was ticked; where nothing was, of all that match. */
export const GET = memberRoute(
  "/w/[workspace]/purchases/documents.zip",
  async ({ ctx, workspace, viewer }, request) => {
    const query = new URL(request.url).searchParams;
    const ids = query.getAll("purchase").filter((id) => /^pur_[0-9a-z]{26}$/.test(id));
    const filter = filterOf(purchaseView(Object.fromEntries(query)), formatterFor(viewer, workspace));
    const wanted = ids.length > 0 ? { ids } : { filter };
    const documents = await listDocuments(ctx, workspace.timeZone, wanted, mostZipped + 1);
    if (documents.length === 0) throw new AppError("not_found", "no_invoices");
    if (documents.length > mostZipped)
      throw new AppError("invalid", "too_many_invoices", { values: { most: mostZipped } });
    const reader = await readerOf(viewer, workspace);
    const name = `invoices_${workspace.slug}_${localDay(ctx.now, workspace.timeZone)}.zip`;
    const body = Readable.toWeb(Readable.from(zippedPapers(ctx, documents, reader))) as ReadableStream<Uint8Array>;
    return new Response(body, {
      headers: { "content-type": "application/zip", "content-disposition": `attachment; filename="${name}"` },
    });
  },
);
