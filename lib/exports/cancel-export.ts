import "server-only";
import { inWorkspace } from "@/db";
import { usageExports } from "@/db/schema/exports";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { isExport, lockedExport } from "./write-chunk";

/** Stops after the piece that is being written. What there is stays, so that it can be gone on with. */
export async function cancelExport(ctx: Context, id: string): Promise<void> {
  await inWorkspace(ctx, async (tx) => {
    const row = await lockedExport(ctx, tx, id);
    if (!row) throw new AppError("not_found");
    if (row.state !== "waiting" && row.state !== "writing") throw new AppError("conflict", "export_over");
    await tx.update(usageExports).set({ state: "cancelled", updatedAt: ctx.now }).where(isExport(ctx, id));
  });
}
