import "server-only";
import { and, eq } from "drizzle-orm";
import { inOperation } from "@/db";
import { adjustments } from "@/db/schema/adjustments";
import { actorText, type OperatorContext, type WorkspaceId } from "@/lib/context";
import { AppError, invariant } from "@/lib/errors";
import { type Adjustment, carryOut, insideOf, lockAdjustments, noteAdjustment } from "./adjustment";

export type Decision = { workspaceId: WorkspaceId; id: string; accept: boolean };

/** The second operator's word, given once: accepting moves the credits, refusing leaves them. */
export function decideAdjustment(ctx: OperatorContext, { workspaceId, id, accept }: Decision): Promise<Adjustment> {
  return inOperation(ctx, async (tx) => {
    const inside = await insideOf(ctx, tx, workspaceId);
    await lockAdjustments(tx, workspaceId);
    const here = and(eq(adjustments.workspaceId, workspaceId), eq(adjustments.id, id));
    const [waiting] = await tx.select().from(adjustments).where(here).for("no key update");
    if (!waiting) throw new AppError("not_found");
    if (waiting.state !== "waiting") throw new AppError("conflict", "adjustment_decided");
    const decidedBy = actorText(ctx.actor);
    if (decidedBy === waiting.askedBy) throw new AppError("forbidden", "second_operator");
    const [decided] = await tx
      .update(adjustments)
      .set({ state: accept ? "done" : "refused", decidedBy, decidedAt: ctx.now })
      .where(here)
      .returning();
    invariant(decided, "the row was locked");
    if (accept) await carryOut(inside, decided);
    await noteAdjustment(inside, accept ? "accept" : "refuse", decided);
    return decided;
  });
}
