import "server-only";
import { and, eq } from "drizzle-orm";
import { disputes } from "@/db/schema/purchases";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { leaveEffect } from "@/lib/jobs/leave-effect";
import { setFrozen } from "@/lib/ledger/move-credits";
import type { FoundDispute } from "@/lib/payments/provider";
import { bringBack } from "./bring-back";
import { creditWhatWentBack } from "./credit-what-went-back";
import { noteStep } from "./note-step";
import { type Dispute, disputesOf } from "./read-returns";

type Status = Dispute["status"];
export type ToldDispute = Omit<FoundDispute, "externalId"> & { disputeId: string | null };

/** A dispute only ever goes on. One that was lost may still be won when it is looked at again. */
const order: Record<Status, number> = { inquiry: 0, open: 1, lost: 2, won: 3 };

/**
 * Brings one dispute to what is known of it now. Open, it keeps back what is left of the credits and freezes the wallet; lost,
 * it takes them; won, everything is as before. An inquiry is only noted. `ctx.db` is the transaction that holds the purchase's row.
 */
export async function settleDispute(
  ctx: Context,
  purchaseId: string,
  told: ToldDispute,
): Promise<{ id: string; changed: boolean }> {
  const known = (await disputesOf(ctx.db, ctx, purchaseId)).find(({ id }) => id === told.disputeId);
  const id = known?.id ?? newId("dsp", ctx.now.getTime());
  const status: Status = told.status === "closed" ? "inquiry" : told.status;
  const isOver = told.status !== "inquiry" && told.status !== "open";
  const isNews = !known || order[status] > order[known.status] || (isOver && known.closedAt === null);
  if (!isNews) return { id, changed: false };
  const values = {
    status,
    amountMinor: told.amountMinor,
    reason: told.reason,
    dueAt: told.dueAt,
    closedAt: isOver ? ctx.now : null,
  };
  if (known) await ctx.db.update(disputes).set(values).where(ofDispute(ctx, id));
  else {
    const { workspaceId } = ctx;
    await ctx.db.insert(disputes).values({ workspaceId, id, purchaseId, openedAt: told.openedAt, ...values });
  }
  await follow(ctx, { id, purchaseId, status, amountMinor: told.amountMinor, before: known?.status ?? null });
  return { id, changed: true };
}

const ofDispute = ({ workspaceId }: Context, id: string) =>
  and(eq(disputes.workspaceId, workspaceId), eq(disputes.id, id));

type Change = { id: string; purchaseId: string; status: Status; amountMinor: bigint; before: Status | null };

async function follow(ctx: Context, { id, purchaseId, status, amountMinor, before }: Change): Promise<void> {
  const effectKey = `dispute:${id}:${status}`;
  const amount = { amountMinor: String(amountMinor) };
  if (status === before) return;
  if (status === "inquiry") await noteStep(ctx, purchaseId, "inquiry", amount);
  if (status === "open") await noteStep(ctx, purchaseId, "disputed", amount);
  if (status === "won") await noteStep(ctx, purchaseId, "dispute_won", {});
  if (status === "lost") await noteStep(ctx, purchaseId, "dispute_lost", amount);
  await recordAudit(ctx, {
    action: `purchase.dispute_${status}`,
    target: purchaseId,
    before: before ? { dispute: id, status: before } : null,
    after: { dispute: id, status, ...amount },
  });
  const creditsMicro = status === "inquiry" ? 0n : await moveCredits(ctx, { id, purchaseId, status, effectKey });
  if (status === "lost") await creditWhatWentBack(ctx, purchaseId, { id, amountMinor, reason: "dispute" });
  await leaveEffect(ctx, {
    topic: "purchase.money_back",
    payload: { purchaseId, what: `dispute_${status}`, ...amount, creditsMicro: String(creditsMicro) },
    effectKey,
  });
}

type Move = { id: string; purchaseId: string; status: Status; effectKey: string };

/** How many credits the change was about: kept, free again, taken or given back. */
async function moveCredits(ctx: Context, { id, purchaseId, status, effectKey }: Move): Promise<bigint> {
  const reason = `dispute:${id}`;
  const isOpen = status === "open";
  if (isOpen) await setFrozen(ctx, true, reason);
  const [row] = await ctx.db.select({ heldMicro: disputes.heldMicro }).from(disputes).where(ofDispute(ctx, id));
  invariant(row, "a dispute is written before its credits move");
  const { reversedMicro, keptMicro } = await bringBack(ctx, purchaseId, effectKey);
  const heldMicro = isOpen ? row.heldMicro + keptMicro : 0n;
  await ctx.db.update(disputes).set({ heldMicro }).where(ofDispute(ctx, id));
  if (!isOpen) await setFrozen(ctx, false, reason);
  if (isOpen) return heldMicro;
  const moved = reversedMicro === 0n ? row.heldMicro : reversedMicro;
  return moved < 0n ? -moved : moved;
}
