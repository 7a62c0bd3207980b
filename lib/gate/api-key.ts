import "server-only";
import { createHmac, randomInt, timingSafeEqual } from "node:crypto";
import { crc32 } from "node:zlib";
import { and, eq, gt, isNull, or, sql } from "drizzle-orm";
import { database, inIdentity, inWorkspace } from "@/db";
import { apiKeys, workspaces } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { countAuthFailure } from "@/lib/metrics/refusals";
import type { ApiScope } from "./permissions";
import type { Workspace } from "./workspace";

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const shape = /^saldo_live_([0-9A-Za-z]{12})_([0-9A-Za-z]{32})_([0-9A-Za-z]{6})$/;

export type NewApiKey = { key: string; lookup: string; secretHash: string };

export function makeApiKey(): NewApiKey {
  const lookup = randomText(12);
  const secret = randomText(32);
  return { key: `saldo_live_${lookup}_${secret}_${checksum(lookup + secret)}`, lookup, secretHash: hashOf(secret) };
}

/** The lookup part of a well-formed key; junk and typing mistakes never reach the database. */
export function readApiKey(key: string): { lookup: string; secretHash: string } | null {
  const [, lookup, secret, sum] = shape.exec(key) ?? [];
  if (!lookup || !secret || checksum(lookup + secret) !== sum) return null;
  return { lookup, secretHash: hashOf(secret) };
}

function randomText(length: number): string {
  return Array.from({ length }, () => base62[randomInt(62)]).join("");
}

function hashOf(secret: string): string {
  return createHmac("sha256", env().API_KEY_PEPPER).update(secret).digest("base64url");
}

function checksum(text: string): string {
  let rest = crc32(text);
  let sum = "";
  for (let i = 0; i < 6; i++) {
    sum = base62[rest % 62] + sum;
    rest = Math.floor(rest / 62);
  }
  return sum;
}

/** Mints the Context of a program. Nothing is cached: a revoked key fails with the next request. */
export async function openApiKey(
  presented: string,
  scope: ApiScope,
  now: Date,
  requestId: string,
): Promise<{ ctx: Context; workspace: Workspace }> {
  const parts = readApiKey(presented);
  if (!parts) throw unknownKey();
  const db = database();
  const found = await inIdentity(
    { actor: null, now, db, requestId },
    async (tx) => {
      const [row] = await tx
        .select()
        .from(apiKeys)
        .where(
          and(
            eq(apiKeys.lookup, parts.lookup),
            isNull(apiKeys.revokedAt),
            or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)),
          ),
        );
      return row;
    },
    { key: parts.lookup },
  );
  if (!found || !sameHash(found.secretHash, parts.secretHash)) throw unknownKey();
  if (!found.scopes.includes(scope)) throw new AppError("forbidden", "api_scope_missing", { values: { scope } });
  const ctx: Context = { workspaceId: found.workspaceId, actor: { kind: "apiKey", id: found.id }, now, db, requestId };
  const workspace = await inWorkspace(ctx, async (tx) => {
    if (!found.lastUsedAt || now.getTime() - found.lastUsedAt.getTime() > 60_000) {
      await tx
        .update(apiKeys)
        .set({ lastUsedAt: sql`greatest(${apiKeys.lastUsedAt}, ${now.toISOString()}::timestamptz)` })
        .where(and(eq(apiKeys.workspaceId, ctx.workspaceId), eq(apiKeys.id, found.id)));
    }
    const [row] = await tx.select().from(workspaces).where(eq(workspaces.id, ctx.workspaceId));
    return row;
  });
  if (!workspace) throw unknownKey();
  return { ctx, workspace };
}

function unknownKey(): AppError {
  countAuthFailure("api_key");
  return new AppError("unauthenticated", "api_key_invalid");
}

function sameHash(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
