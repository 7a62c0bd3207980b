import { memberRoute } from "@/app/_gate/api-route";
import { AppError } from "@/lib/errors";
import { readExport } from "@/lib/exports/data";
import { exportFileName } from "@/lib/exports/file-name";

/** Beside the file, as `sha256sum -c` reads it. */
export const GET = memberRoute<{ workspace: string; id: string }>(
  "/w/[workspace]/exports/[id]/checksum",
  async ({ ctx, workspace, params }) => {
    const row = await readExport(ctx, params.id);
    if (row.sha256 === null) throw new AppError("conflict", "export_not_ready");
    const name = exportFileName(workspace.slug, row);
    return new Response(`${row.sha256}  ${name}\n`, {
      headers: {
        "content-type": "text/plain; charset=utf-8",
        "content-disposition": `attachment; filename="${name}.sha256"`,
      },
    });
  },
);
