import "server-only";
import { inWorkspace } from "@/db";
import { apiKeys } from "@/db/schema/workspaces";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import type { KeptKey } from "@/lib/gate/api-key";
import { forgetKeys } from "@/lib/gate/key-on-file";
import type { Role } from "@/lib/gate/permissions";
import { isKey, lockKey } from "./find-key";
import { scopesKept } from "./granted-scopes";

/** For how many hours the old secret goes on beside the new one. */
export const overlaps = { now: 0, day: 24, week: 7 * 24 } as const;
export type Overlap = keyof typeof overlaps;

const hourMs = 3_600_000;

type Rotation = { secret: KeptKey; overlap: Overlap; by: Role };

/**
 * The same key with another secret, so that its limit, its usage and its settings go on. One secret at most goes on
 * beside the current one: rotating again ends the one before. Who takes a new secret gets no more of the key than they may
 * grant, and nobody who still holds the old one gets more by it.
 */
export function rotateApiKey(ctx: Context, id: string, input: Rotation): Promise<{ previousUntil: Date | null }> {
  return inWorkspace(ctx, async (tx) => {
    const key = await lockKey(tx, ctx, id);
    if (key.expiresAt && key.expiresAt <= ctx.now) throw new AppError("conflict", "api_key_expired");
    const { lookup, secretHash, lastFour } = input.secret;
    const hours = overlaps[input.overlap];
    const previousUntil = hours === 0 ? null : new Date(ctx.now.getTime() + hours * hourMs);
    const scopes = scopesKept(input.by, key.scopes);
    await tx
      .update(apiKeys)
      .set({
        scopes,
        lookup,
        secretHash,
        lastFour,
        lastUsedAt: null,
        rotatedAt: ctx.now,
        previousLookup: previousUntil && key.lookup,
        previousSecretHash: previousUntil && key.secretHash,
        previousLastFour: previousUntil && key.lastFour,
        previousLastUsedAt: previousUntil && key.lastUsedAt,
        previousUntil,
      })
      .where(isKey(ctx, id));
    const isLess = scopes.length < key.scopes.length;
    const before = {
      secret: key.lastFour,
      previousUntil: key.previousUntil?.toISOString() ?? null,
      ...(isLess && { scopes: [...key.scopes].sort() }),
    };
    const after = {
      secret: lastFour,
      previousUntil: previousUntil?.toISOString() ?? null,
      ...(isLess && { scopes: [...scopes].sort() }),
    };
    await recordAudit({ ...ctx, db: tx }, { action: "api_key.rotate", target: id, before, after });
    forgetKeys([key.lookup, key.previousLookup]);
    return { previousUntil };
  });
}
