import "server-only";
import { and, eq } from "drizzle-orm";
import { refunds } from "@/db/schema/purchases";
import { recordAudit } from "@/lib/audit/record-audit";
import { actorText, type Context } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { leaveEffect } from "@/lib/jobs/leave-effect";
import { bringBack } from "./bring-back";
import { creditWhatWentBack } from "./credit-what-went-back";
import { noteStep } from "./note-step";
import { type Refund, refundsOf } from "./read-returns";

type Status = Refund["status"];
export type ToldRefund = {
  /** NULL of one that began elsewhere and is new to us. */
  refundId: string | null;
  amountMinor: bigint;
  status: Exclude<Status, "asked">;
};

/** A refund only ever goes on: it may fail after it had succeeded, and news that come late change nothing. */
const order: Record<Status, number> = { asked: 0, pending: 1, succeeded: 2, failed: 3 };
const hasLeft = (status: Status) => status === "pending" || status === "succeeded";

/** Brings one refund to what is known of it now. `ctx.db` is the transaction that holds the purchase's row. */
export async function settleRefund(
  ctx: Context,
  purchaseId: string,
  told: ToldRefund,
): Promise<{ id: string; changed: boolean }> {
  const known = (await refundsOf(ctx.db, ctx, purchaseId)).find(({ id }) => id === told.refundId);
  const refund = known ?? (await begunElsewhere(ctx, purchaseId, told));
  if (known && order[told.status] <= order[known.status]) return { id: refund.id, changed: false };
  const finishedAt = told.status === "pending" ? null : ctx.now;
  await ctx.db
    .update(refunds)
    .set({ status: told.status, amountMinor: told.amountMinor, finishedAt })
    .where(and(eq(refunds.workspaceId, ctx.workspaceId), eq(refunds.id, refund.id)));
  await follow(ctx, { ...refund, ...told }, refund.status);
  return { id: refund.id, changed: true };
}

async function begunElsewhere(ctx: Context, purchaseId: string, { amountMinor }: ToldRefund): Promise<Refund> {
  const [refund] = await ctx.db
    .insert(refunds)
    .values({
      workspaceId: ctx.workspaceId,
      id: newId("ref", ctx.now.getTime()),
      purchaseId,
      amountMinor,
      status: "asked",
      reason: "provider",
      createdBy: actorText(ctx.actor),
      createdAt: ctx.now,
    })
    .returning();
  invariant(refund, "an insert answers with its row");
  return refund;
}

async function follow(ctx: Context, { id, purchaseId, amountMinor, status }: Refund, before: Status): Promise<void> {
  const failed = status === "failed";
  const amount = { amountMinor: String(amountMinor) };
  if (status === "succeeded") await noteStep(ctx, purchaseId, "refunded", amount);
  if (failed) await noteStep(ctx, purchaseId, "refund_failed", amount);
  const moves = hasLeft(status) !== hasLeft(before);
  const brought = moves ? await bringBack(ctx, purchaseId, failed ? `refund:${id}:failed` : `refund:${id}`) : null;
  if (status === "succeeded") await creditWhatWentBack(ctx, purchaseId, { id, amountMinor, reason: "refund" });
  await recordAudit(ctx, {
    action: `purchase.refund_${status}`,
    target: purchaseId,
    before: { refund: id, status: before },
    after: { refund: id, status, ...amount, reversed: String(brought?.reversedMicro ?? 0n) },
  });
  // A refund that is refused at once has taken nothing, and there is nothing to tell.
  if (!moves) return;
  await leaveEffect(ctx, {
    topic: "purchase.money_back",
    payload: {
      purchaseId,
      what: failed ? "refund_failed" : "refund_done",
      ...amount,
      creditsMicro: String(magnitude(brought?.reversedMicro ?? 0n)),
    },
    effectKey: failed ? `refund:${id}:failed` : `refund:${id}`,
  });
}

const magnitude = (micro: bigint) => (micro < 0n ? -micro : micro);
