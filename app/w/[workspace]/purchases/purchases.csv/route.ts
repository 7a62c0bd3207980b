import { Readable } from "node:stream";
import { memberRoute } from "@/app/_gate/api-route";
import { formatterFor } from "@/app/_gate/page";
import { purchasesCsv } from "@/lib/purchases/purchases-csv";
import { localDay } from "@/lib/time";
import { filterOf } from "../purchase-filter";
import { purchaseView } from "../purchase-search";

/** What the list shows, all of its pages, as a file. */
export const GET = memberRoute(
  "/w/[workspace]/purchases/purchases.csv",
  async ({ ctx, workspace, viewer }, request) => {
    const query = Object.fromEntries(new URL(request.url).searchParams);
    const filter = filterOf(purchaseView(query), formatterFor(viewer, workspace));
    const name = `purchases_${workspace.slug}_${localDay(ctx.now, workspace.timeZone)}.csv`;
    const body = Readable.toWeb(
      Readable.from(purchasesCsv(ctx, workspace.timeZone, filter)),
    ) as ReadableStream<Uint8Array>;
    return new Response(body, {
      headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": `attachment; filename="${name}"` },
    });
  },
);
