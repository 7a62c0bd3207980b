import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { apiKeys } from "@/db/schema/workspaces";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import type { KeptKey } from "@/lib/gate/api-key";
import { newId } from "@/lib/ids";
import { type KeySettings, settingsText } from "./settings";

export const mostKeys = 100;

type NewKey = Pick<KeySettings, "name" | "scopes"> & Partial<KeySettings> & { secret: KeptKey };

/** The key itself is made by the caller, who shows it once; what is kept cannot be turned back into it. */
export function createApiKey(ctx: Context, input: NewKey): Promise<{ id: string }> {
  return inWorkspace(ctx, async (tx) => {
    const open = and(eq(apiKeys.workspaceId, ctx.workspaceId), isNull(apiKeys.revokedAt));
    if ((await tx.$count(apiKeys, open)) >= mostKeys) {
      throw new AppError("conflict", "api_keys_too_many", { values: { max: mostKeys } });
    }
    const id = newId("key", ctx.now.getTime());
    const { lookup, secretHash, lastFour } = input.secret;
    const { name, scopes, monthlyLimitMicro = null, expiresAt = null, addresses = null } = input;
    await tx.insert(apiKeys).values({
      workspaceId: ctx.workspaceId,
      id,
      lookup,
      secretHash,
      lastFour,
      name,
      scopes: [...scopes],
      monthlyLimitMicro,
      expiresAt,
      addresses: addresses && [...addresses],
      createdBy: ctx.actor.kind === "user" ? ctx.actor.id : null,
      createdAt: ctx.now,
    });
    const after = settingsText({ name, scopes, monthlyLimitMicro, expiresAt, addresses });
    await recordAudit({ ...ctx, db: tx }, { action: "api_key.create", target: id, after });
    return { id };
  });
}
