import "server-only";
import { inWorkspace } from "@/db";
import { apiKeys } from "@/db/schema/workspaces";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import type { NewApiKey } from "@/lib/gate/api-key";
import type { ApiScope } from "@/lib/gate/permissions";
import { newId } from "@/lib/ids";

type NewKey = { name: string; scopes: readonly ApiScope[]; secret: Pick<NewApiKey, "lookup" | "secretHash"> };

/** The key itself is made by the caller, who shows it once; what is kept cannot be turned back into it. */
export function createApiKey(ctx: Context, input: NewKey): Promise<{ id: string }> {
  return inWorkspace(ctx, async (tx) => {
    const id = newId("key", ctx.now.getTime());
    const { lookup, secretHash } = input.secret;
    await tx.insert(apiKeys).values({
      workspaceId: ctx.workspaceId,
      id,
      lookup,
      secretHash,
      name: input.name,
      scopes: [...input.scopes],
      createdBy: ctx.actor.kind === "user" ? ctx.actor.id : null,
      createdAt: ctx.now,
    });
    await recordAudit({ ...ctx, db: tx }, { action: "api_key.create", target: id, after: { scopes: input.scopes } });
    return { id };
  });
}
