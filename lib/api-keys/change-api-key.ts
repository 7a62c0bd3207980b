import "server-only";
import { inWorkspace } from "@/db";
import { apiKeys } from "@/db/schema/workspaces";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { forgetKeys } from "@/lib/gate/key-on-file";
import type { Role } from "@/lib/gate/permissions";
import { isKey, lockKey } from "./find-key";
import { grantedScopes } from "./granted-scopes";
import { changesBetween, type KeySettings, settingsText } from "./settings";

/** Holds for what the key asks from now on, in every process within a second. */
export function changeApiKey(
  ctx: Context,
  id: string,
  { by, ...wanted }: KeySettings & { by: Role },
): Promise<{ changed: boolean }> {
  return inWorkspace(ctx, async (tx) => {
    const key = await lockKey(tx, ctx, id);
    const settings = { ...wanted, scopes: grantedScopes(by, wanted.scopes, key.scopes) };
    const changes = changesBetween(settingsText(key), settingsText(settings));
    if (!changes) return { changed: false };
    const { name, scopes, monthlyLimitMicro, expiresAt, addresses } = settings;
    await tx
      .update(apiKeys)
      .set({ name, scopes, monthlyLimitMicro, expiresAt, addresses: addresses && [...addresses] })
      .where(isKey(ctx, id));
    await recordAudit({ ...ctx, db: tx }, { action: "api_key.change", target: id, ...changes });
    forgetKeys([key.lookup, key.previousLookup]);
    return { changed: true };
  });
}
