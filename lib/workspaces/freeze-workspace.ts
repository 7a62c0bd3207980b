import "server-only";
import { inWorkspace } from "@/db";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { setFrozen } from "@/lib/ledger/move-credits";

/** The operator stops a workspace spending from its wallet, or lets it go on. A dispute may keep it frozen all the same. */
export function freezeWorkspace(ctx: Context, frozen: boolean, reason: string): Promise<boolean> {
  return inWorkspace(ctx, async (tx) => {
    const inner = { ...ctx, db: tx };
    const isFrozen = await setFrozen(inner, frozen);
    await recordAudit(inner, {
      action: frozen ? "workspace.freeze" : "workspace.unfreeze",
      target: ctx.workspaceId,
      after: { frozen: isFrozen, reason },
    });
    return isFrozen;
  });
}
