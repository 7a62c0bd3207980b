import "server-only";
import { and, asc, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { users } from "@/db/schema/identity";
import { budgets } from "@/db/schema/usage-sums";
import { apiKeys } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { localDay, localMonth } from "@/lib/time";
import type { KeyRow } from "./find-key";

export type ListedKey = Omit<KeyRow, "secretHash" | "previousSecretHash"> & {
  /** In the running month of the workspace's zone; a limit counts both. */
  usedMicro: bigint;
  heldMicro: bigint;
  createdByName: string | null;
  state: "works" | "expired" | "revoked";
  /** While the secret before the last rotation still opens the door. */
  overlap: { until: Date; lastFour: string | null; lastUsedAt: Date | null } | null;
};

/** The newest first. */
export function listApiKeys(ctx: Context, timeZone: string): Promise<ListedKey[]> {
  return list(ctx, timeZone, isNull(apiKeys.revokedAt), 500);
}

export function listRevokedKeys(ctx: Context, timeZone: string, latest: number): Promise<ListedKey[]> {
  return list(ctx, timeZone, isNotNull(apiKeys.revokedAt), latest);
}

export async function findApiKey(ctx: Context, timeZone: string, id: string): Promise<ListedKey | null> {
  const [found] = await list(ctx, timeZone, eq(apiKeys.id, id), 1);
  return found ?? null;
}

function list(ctx: Context, timeZone: string, which: SQL, most: number): Promise<ListedKey[]> {
  const period = `${localMonth(localDay(ctx.now, timeZone))}-01`;
  return inWorkspace(ctx, async (tx) => {
    const rows = await tx
      .select({
        key: apiKeys,
        usedMicro: sql<string>`coalesce(${budgets.usedMicro}, 0)`,
        heldMicro: sql<string>`coalesce(${budgets.heldMicro}, 0)`,
        createdByName: users.name,
      })
      .from(apiKeys)
      .leftJoin(users, eq(users.id, apiKeys.createdBy))
      .leftJoin(
        budgets,
        and(
          eq(budgets.workspaceId, apiKeys.workspaceId),
          eq(budgets.scope, "key"),
          eq(budgets.id, apiKeys.id),
          eq(budgets.period, period),
        ),
      )
      .where(and(eq(apiKeys.workspaceId, ctx.workspaceId), which))
      .orderBy(desc(apiKeys.revokedAt), desc(apiKeys.createdAt), asc(apiKeys.id))
      .limit(most);
    return rows.map(({ key: { secretHash: _secret, previousSecretHash: _previous, ...key }, ...row }) => ({
      ...key,
      ...row,
      usedMicro: BigInt(row.usedMicro),
      heldMicro: BigInt(row.heldMicro),
      state: stateOf(key, ctx.now),
      overlap: overlapOf(key, ctx.now),
    }));
  });
}

type Times = Pick<KeyRow, "revokedAt" | "expiresAt">;

function stateOf({ revokedAt, expiresAt }: Times, now: Date): ListedKey["state"] {
  if (revokedAt) return "revoked";
  return expiresAt && expiresAt <= now ? "expired" : "works";
}

type Previous = Pick<KeyRow, "previousUntil" | "previousLastFour" | "previousLastUsedAt">;

function overlapOf(key: Previous & Times, now: Date): ListedKey["overlap"] {
  const { previousUntil, previousLastFour, previousLastUsedAt } = key;
  if (!previousUntil || previousUntil <= now || stateOf(key, now) !== "works") return null;
  return { until: previousUntil, lastFour: previousLastFour, lastUsedAt: previousLastUsedAt };
}
