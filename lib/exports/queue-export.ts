import "server-only";
import type { Context } from "@/lib/context";
import { enqueue } from "@/lib/jobs/enqueue";
import { mostAtOnce } from "./schema";

/** A small file is written by its own download; the worker looks in later, in case nobody came or somebody left. */
const graceMs = 30_000;

/** In the caller's transaction. */
export function queueExport(ctx: Context, id: string, rows: number): Promise<void> {
  const runAt = rows < mostAtOnce ? new Date(ctx.now.getTime() + graceMs) : undefined;
  return enqueue(ctx.db, "exports.write", { workspaceId: ctx.workspaceId, id }, { key: `export:${id}`, runAt });
}
