import "server-only";
import { eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { auditHeads, auditLines } from "@/db/schema/workspaces";
import { actorText, type Context } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { lineHash } from "./chain";
import { auditKey } from "./key";

export type AuditEntry = {
  action: string;
  /** An id, never a name or an address. */
  target: string;
  before?: Record<string, unknown> | null;
  after?: Record<string, unknown> | null;
};

/** Appends one line under the lock of the workspace's chain. Call it in the transaction of the change it tells of. */
export function recordAudit(ctx: Context, entry: AuditEntry): Promise<void> {
  return inWorkspace(ctx, async (tx) => {
    const [head] = await tx
      .select()
      .from(auditHeads)
      .where(eq(auditHeads.workspaceId, ctx.workspaceId))
      .for("no key update");
    invariant(head, "every workspace is made with the head of its audit chain");
    const line = {
      workspaceId: ctx.workspaceId,
      seq: head.seq + 1,
      at: ctx.now,
      actor: actorText(ctx.actor),
      action: entry.action,
      target: entry.target,
      before: entry.before ?? null,
      after: entry.after ?? null,
      requestId: ctx.requestId,
    };
    const hash = lineHash(auditKey(), head.hash, line);
    await tx.insert(auditLines).values({ ...line, prevHash: head.hash, hash });
    await tx.update(auditHeads).set({ seq: line.seq, hash }).where(eq(auditHeads.workspaceId, ctx.workspaceId));
  });
}
