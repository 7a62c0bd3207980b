import "server-only";
import { inWorkspace } from "@/db";
import { usageExports } from "@/db/schema/exports";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { enqueue } from "@/lib/jobs/enqueue";
import { isExport, lockedExport } from "./write-chunk";

/** From where it stopped: the lines that are written stay, and the rest is of the same moment as they are. */
export async function resumeExport(ctx: Context, id: string): Promise<void> {
  await inWorkspace(ctx, async (tx) => {
    const row = await lockedExport(ctx, tx, id);
    if (!row) throw new AppError("not_found");
    if (row.state !== "cancelled" && row.state !== "failed") throw new AppError("conflict", "export_over");
    const state = row.chunks === 0 ? "waiting" : "writing";
    await tx.update(usageExports).set({ state, failures: 0, updatedAt: ctx.now }).where(isExport(ctx, id));
    await enqueue(tx, "exports.write", { workspaceId: ctx.workspaceId, id }, { key: `export:${id}` });
  });
}
