import "server-only";
import { inWorkspace } from "@/db";
import { apiKeys } from "@/db/schema/workspaces";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { forgetKeys } from "@/lib/gate/key-on-file";
import { isKey, lockKey } from "./find-key";

/** Ends the secret that goes on after a rotation before its time; without one nothing changes. */
export function endOverlap(ctx: Context, id: string): Promise<void> {
  return inWorkspace(ctx, async (tx) => {
    const key = await lockKey(tx, ctx, id);
    if (!key.previousLookup) return;
    await tx
      .update(apiKeys)
      .set({
        previousLookup: null,
        previousSecretHash: null,
        previousLastFour: null,
        previousLastUsedAt: null,
        previousUntil: null,
      })
      .where(isKey(ctx, id));
    const before = { secret: key.previousLastFour, previousUntil: key.previousUntil?.toISOString() ?? null };
    await recordAudit({ ...ctx, db: tx }, { action: "api_key.end_overlap", target: id, before });
    forgetKeys([key.previousLookup]);
  });
}
