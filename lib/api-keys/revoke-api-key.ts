import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { apiKeys } from "@/db/schema/workspaces";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";

/** The key answers nothing from the next request on; revoking it again changes nothing. */
export function revokeApiKey(ctx: Context, id: string): Promise<void> {
  return inWorkspace(ctx, async (tx) => {
    const [revoked] = await tx
      .update(apiKeys)
      .set({ revokedAt: ctx.now })
      .where(and(eq(apiKeys.workspaceId, ctx.workspaceId), eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
      .returning({ id: apiKeys.id });
    if (revoked) await recordAudit({ ...ctx, db: tx }, { action: "api_key.revoke", target: id });
  });
}
