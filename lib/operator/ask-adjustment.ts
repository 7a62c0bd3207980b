import "server-only";
import { and, eq, gt, sql } from "drizzle-orm";
import { type Db, inOperation } from "@/db";
import { adjustments } from "@/db/schema/adjustments";
import { actorText, type OperatorContext, type WorkspaceId } from "@/lib/context";
import { AppError, invariant } from "@/lib/errors";
import { type Adjustment, carryOut, insideOf, lockAdjustments, noteAdjustment } from "./adjustment";
import { adjustmentLimit } from "./adjustment-limit";

export type AdjustmentWish = {
  /** Made when the form was drawn: pressed twice, it is one adjustment. */
  id: string;
  workspaceId: WorkspaceId;
  kind: "promo" | "correction";
  creditsMicro: bigint;
  expiresAt: Date | null;
  reason: string;
};

const dayMs = 86_400_000;

/** Gives or takes credits by the operator's word; above the limit it waits for a second operator. */
export function askAdjustment(ctx: OperatorContext, wish: AdjustmentWish): Promise<Adjustment> {
  return inOperation(ctx, async (tx) => {
    const inside = await insideOf(ctx, tx, wish.workspaceId);
    await lockAdjustments(tx, wish.workspaceId);
    const known = await find(tx, wish);
    if (known) return known;
    if (wish.expiresAt && wish.expiresAt <= ctx.now) {
      throw new AppError("invalid", "expiry_past", { field: "expiresOn" });
    }
    const needsSecond = await isAboveLimit(tx, ctx, wish);
    const [made] = await tx
      .insert(adjustments)
      .values({
        ...wish,
        needsSecond,
        state: needsSecond ? "waiting" : "done",
        askedBy: actorText(ctx.actor),
        askedAt: ctx.now,
      })
      .returning();
    invariant(made, "an insert answers with its row");
    if (!needsSecond) await carryOut(inside, made);
    await noteAdjustment(inside, needsSecond ? "ask" : "give", made);
    return made;
  });
}

async function find(tx: Db, { workspaceId, id }: AdjustmentWish): Promise<Adjustment | undefined> {
  const [found] = await tx
    .select()
    .from(adjustments)
    .where(and(eq(adjustments.workspaceId, workspaceId), eq(adjustments.id, id)));
  return found;
}

/** Counted with what the same operator did alone here in the last day, or ten small ones would be a large one. */
async function isAboveLimit(tx: Db, ctx: OperatorContext, wish: AdjustmentWish): Promise<boolean> {
  const [row] = await tx
    .select({ alone: sql`coalesce(sum(abs(${adjustments.creditsMicro})), 0)`.mapWith(BigInt) })
    .from(adjustments)
    .where(
      and(
        eq(adjustments.workspaceId, wish.workspaceId),
        eq(adjustments.askedBy, actorText(ctx.actor)),
        eq(adjustments.needsSecond, false),
        gt(adjustments.askedAt, new Date(ctx.now.getTime() - dayMs)),
      ),
    );
  const amount = wish.creditsMicro < 0n ? -wish.creditsMicro : wish.creditsMicro;
  return (row?.alone ?? 0n) + amount > adjustmentLimit();
}
