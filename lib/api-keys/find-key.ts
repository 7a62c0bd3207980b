import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "@/db";
import { apiKeys } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";

export type KeyRow = typeof apiKeys.$inferSelect;

/** The key as it is now, held until the change is over. A revoked one is gone for good. */
export async function lockKey(tx: Db, ctx: Context, id: string): Promise<KeyRow> {
  const [row] = await tx
    .select()
    .from(apiKeys)
    .where(and(isKey(ctx, id), isNull(apiKeys.revokedAt)))
    .for("update");
  if (!row) throw new AppError("not_found");
  return row;
}

export function isKey(ctx: Context, id: string) {
  return and(eq(apiKeys.workspaceId, ctx.workspaceId), eq(apiKeys.id, id));
}
