import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { apiKeys } from "@/db/schema/workspaces";
import { createApiKey } from "@/lib/api-keys/create-api-key";
import { revokeApiKey } from "@/lib/api-keys/revoke-api-key";
import type { Context } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { makeApiKey, readApiKey } from "@/lib/gate/api-key";
import { apiScopes } from "@/lib/gate/permissions";

const name = "Demo";

/**
 * The kept key, as long as it opens the door or the database has never seen it (it was emptied since). A key can be
 * shown only by whoever kept it, so when the keeper has lost it a new one is made and the old one revoked.
 */
export function demoKey(ctx: Context, kept: string | null): Promise<string> {
  return inWorkspace(ctx, async (tx) => {
    const here = { ...ctx, db: tx };
    const known = await tx
      .select()
      .from(apiKeys)
      .where(and(eq(apiKeys.workspaceId, ctx.workspaceId), eq(apiKeys.name, name)));
    const parts = kept ? readApiKey(kept) : null;
    const row = known.find(({ lookup }) => lookup === parts?.lookup);
    const opens = row && !row.revokedAt && row.secretHash === parts?.secretHash;
    if (kept && opens) return kept;

    for (const { id } of known) await revokeApiKey(here, id);
    const secret = kept && parts && !row ? { key: kept, ...parts } : makeApiKey();
    await createApiKey(here, { name, scopes: apiScopes, secret });
    return secret.key;
  });
}

/** The key that the demo's usage was sent with. */
export function demoKeyId(ctx: Context): Promise<string> {
  return inWorkspace(ctx, async (tx) => {
    const own = and(eq(apiKeys.workspaceId, ctx.workspaceId), eq(apiKeys.name, name), isNull(apiKeys.revokedAt));
    const [row] = await tx.select({ id: apiKeys.id }).from(apiKeys).where(own);
    invariant(row, "the demo has a key");
    return row.id;
  });
}

/** The past was not sent through the door, where a use is noted. */
export function markUsed(ctx: Context, id: string): Promise<unknown> {
  const unused = and(eq(apiKeys.workspaceId, ctx.workspaceId), eq(apiKeys.id, id), isNull(apiKeys.lastUsedAt));
  return inWorkspace(ctx, (tx) => tx.update(apiKeys).set({ lastUsedAt: ctx.now }).where(unused));
}
