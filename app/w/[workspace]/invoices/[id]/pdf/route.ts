import { memberRoute } from "@/app/_gate/api-route";
import { paperFile } from "@/lib/invoices/paper-file";
import { readPaper } from "@/lib/invoices/read-paper";
import { paperAnswer, readerOf } from "../../../_purchases/reader-of";

/** An issued invoice or credit note. */
export const GET = memberRoute<{ workspace: string; id: string }>(
  "/w/[workspace]/invoices/[id]/pdf",
  async ({ ctx, workspace, viewer, params }) =>
    paperAnswer(await paperFile(await readPaper(ctx, params.id), await readerOf(viewer, workspace))),
);
