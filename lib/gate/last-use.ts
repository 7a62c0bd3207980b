import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { apiKeys } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { log } from "@/lib/log";
import type { KeyOnFile } from "./key-on-file";

const everyMs = 60_000;
const most = 10_000;

type Notes = { at: Map<string, number>; writing: Set<Promise<void>> };

const holder = globalThis as typeof globalThis & { saldoLastUses?: Notes };

function notes(): Notes {
  holder.saldoLastUses ??= { at: new Map(), writing: new Set() };
  return holder.saldoLastUses;
}

/** Keeps when a secret was used, to the minute. The request does not wait for it and does not fail with it. */
export function noteUse(ctx: Context, key: KeyOnFile): void {
  const { at, writing } = notes();
  const slot = `${key.id} ${key.isPrevious}`;
  const now = ctx.now.getTime();
  if (now - Math.max(at.get(slot) ?? 0, key.lastUsedAt?.getTime() ?? 0) < everyMs) return;
  if (at.size >= most) at.clear();
  at.set(slot, now);
  const written = write(ctx, key)
    .catch((error: unknown) => {
      at.delete(slot);
      log.warn({ request_id: ctx.requestId, workspace_id: ctx.workspaceId, err: error }, "last use of a key not kept");
    })
    .finally(() => writing.delete(written));
  writing.add(written);
}

/** Settles when every use noted so far is kept. */
export async function usesKept(): Promise<void> {
  await Promise.all(notes().writing);
}

function write(ctx: Context, key: KeyOnFile): Promise<void> {
  const column = key.isPrevious ? apiKeys.previousLastUsedAt : apiKeys.lastUsedAt;
  const latest = sql`greatest(${column}, ${ctx.now.toISOString()}::timestamptz)`;
  return inWorkspace(ctx, async (tx) => {
    await tx
      .update(apiKeys)
      .set(key.isPrevious ? { previousLastUsedAt: latest } : { lastUsedAt: latest })
      .where(and(eq(apiKeys.workspaceId, ctx.workspaceId), eq(apiKeys.id, key.id)));
  });
}
