import { memberRoute } from "@/app/_gate/api-route";
import { gzipHere } from "@/app/_gate/node-answer";
import { AppError } from "@/lib/errors";
import { csvFileAnswer } from "@/lib/exports/csv-file";
import { readExport } from "@/lib/exports/data";
import { exportFileName } from "@/lib/exports/file-name";
import { mayTake } from "@/lib/exports/may-take";
import { mostAtOnce } from "@/lib/exports/schema";
import { sendExport } from "@/lib/exports/send-export";

/** The file: of a small export while it is being written, of a large one when it is done. */
export const GET = memberRoute<{ workspace: string; id: string }>(
  "/w/[workspace]/exports/[id]/file",
  async ({ ctx, workspace, role, params }, request) => {
    const row = await readExport(ctx, params.id);
    if (!mayTake(row, role)) throw new AppError("forbidden");
    if (row.state === "expired") throw new AppError("gone", "export_gone");
    if (row.state === "cancelled" || row.state === "failed") throw new AppError("gone", "export_stopped");
    if (row.state !== "done" && row.expectedRows >= mostAtOnce) throw new AppError("conflict", "export_not_ready");
    return csvFileAnswer(sendExport(ctx, row), {
      name: exportFileName(workspace.slug, row),
      gzip: gzipHere(request),
    });
  },
);
