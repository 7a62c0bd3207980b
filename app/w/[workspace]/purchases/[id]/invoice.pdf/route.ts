import { memberRoute } from "@/app/_gate/api-route";
import { paperFile } from "@/lib/invoices/paper-file";
import { readPaperOfPurchase } from "@/lib/invoices/read-paper";
import { paperAnswer, readerOf } from "../../../_purchases/reader-of";

/** "View invoice": the invoice of a paid purchase, and until then its pro forma. */
export const GET = memberRoute<{ workspace: string; id: string }>(
  "/w/[workspace]/purchases/[id]/invoice.pdf",
  async ({ ctx, workspace, viewer, params }) => {
    const paper = await readPaperOfPurchase(ctx, params.id);
    return paperAnswer(await paperFile(paper, await readerOf(viewer, workspace)));
  },
);
