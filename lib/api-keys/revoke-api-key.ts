import "server-only";
import { and, isNull } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { apiKeys } from "@/db/schema/workspaces";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { forgetKeys } from "@/lib/gate/key-on-file";
import { isKey } from "./find-key";
import { settingsText } from "./settings";

/** The key opens nothing within a second, in every process; revoking it again changes nothing. */
export function revokeApiKey(ctx: Context, id: string): Promise<void> {
  return inWorkspace(ctx, async (tx) => {
    const [revoked] = await tx
      .update(apiKeys)
      .set({ revokedAt: ctx.now })
      .where(and(isKey(ctx, id), isNull(apiKeys.revokedAt)))
      .returning();
    if (!revoked) return;
    const before = settingsText(revoked);
    await recordAudit({ ...ctx, db: tx }, { action: "api_key.revoke", target: id, before });
    forgetKeys([revoked.lookup, revoked.previousLookup]);
  });
}
