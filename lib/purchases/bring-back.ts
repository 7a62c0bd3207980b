import "server-only";
import { and, eq } from "drizzle-orm";
import { purchases } from "@/db/schema/purchases";
import type { Context } from "@/lib/context";
import { type Claimed, claimCredits } from "@/lib/ledger/claim-credits";
import { grantEffectOf } from "./grant-effect";
import { lockPurchase } from "./lock-purchase";
import { noteStep } from "./note-step";
import { disputesOf, refundsOf } from "./read-returns";
import { returnedOf } from "./returned";

/** How many credits went, below zero how many came back, and how many more are kept for a dispute than before. */
export type Brought = { reversedMicro: bigint; keptMicro: bigint; debtMicro: bigint };

/**
 * Brings a purchase and the books to what its refunds and disputes come to, after one of them has changed. `ctx.db` is the
 * transaction that holds the purchase's row; the effect names the change.
 */
export async function bringBack(ctx: Context, purchaseId: string, effectKey: string): Promise<Brought> {
  const purchase = await lockPurchase(ctx.db, ctx, purchaseId);
  const disputes = await disputesOf(ctx.db, ctx, purchaseId);
  const returned = returnedOf(purchase, await refundsOf(ctx.db, ctx, purchaseId), disputes);
  const keptBefore = disputes.reduce((sum, { heldMicro }) => sum + heldMicro, 0n);
  const claimed: Claimed = await claimCredits(ctx, {
    origin: grantEffectOf(purchase),
    takenMicro: returned.takenMicro,
    keptMicro: returned.keptMicro,
    effectKey,
    reference: purchaseId,
  });
  const { refundedMinor, disputedMinor } = returned;
  await ctx.db
    .update(purchases)
    .set({ refundedMinor, disputedMinor, reversedMicro: claimed.takenMicro })
    .where(and(eq(purchases.workspaceId, ctx.workspaceId), eq(purchases.id, purchaseId)));
  const reversedMicro = claimed.takenMicro - purchase.reversedMicro;
  if (reversedMicro > 0n) await noteStep(ctx, purchaseId, "credits_reversed", { creditsMicro: String(reversedMicro) });
  if (reversedMicro < 0n)
    await noteStep(ctx, purchaseId, "credits_reinstated", { creditsMicro: String(-reversedMicro) });
  return { reversedMicro, keptMicro: claimed.keptMicro - keptBefore, debtMicro: claimed.debtMicro };
}
