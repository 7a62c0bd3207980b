import "server-only";
import { inOperation } from "@/db";
import { operatorHeads, operatorLines } from "@/db/schema/operator";
import { actorText, type OperatorContext } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { lineHash } from "./chain";
import { auditKey } from "./key";
import type { AuditEntry } from "./record-audit";
import { everybody } from "./verify-audit";

/** What the operator changes for everybody: one line under the lock of their own chain, in the transaction of the change. */
export function recordOperation(ctx: OperatorContext, entry: AuditEntry): Promise<void> {
  return inOperation(ctx, async (tx) => {
    const [head] = await tx.select().from(operatorHeads).for("no key update");
    invariant(head, "the operator's chain has a head");
    const line = {
      seq: head.seq + 1,
      at: ctx.now,
      actor: actorText(ctx.actor),
      action: entry.action,
      target: entry.target,
      before: entry.before ?? null,
      after: entry.after ?? null,
      requestId: ctx.requestId,
    };
    const hash = lineHash(auditKey(), head.hash, { ...line, workspaceId: everybody });
    await tx.insert(operatorLines).values({ ...line, prevHash: head.hash, hash });
    await tx.update(operatorHeads).set({ seq: line.seq, hash });
  });
}
