import "server-only";
import { and, eq } from "drizzle-orm";
import { invoices } from "@/db/schema/invoices";
import type { Context } from "@/lib/context";
import { issueCreditNote } from "@/lib/invoices/issue-credit-note";
import { reversedFor } from "./clawback";
import { lockPurchase } from "./lock-purchase";
import { noteStep } from "./note-step";

/**
 * Writes the credit note for money that went back. A note stands also when its refund failed later: what goes back after that
 * is credited as far as no note says it yet. `ctx.db` is the transaction that holds the purchase's row.
 */
export async function creditWhatWentBack(
  ctx: Context,
  purchaseId: string,
  { id, amountMinor, reason }: { id: string; amountMinor: bigint; reason: "refund" | "dispute" },
): Promise<void> {
  const purchase = await lockPurchase(ctx.db, ctx, purchaseId);
  const notes = await ctx.db
    .select({ totalMinor: invoices.totalMinor })
    .from(invoices)
    .where(
      and(
        eq(invoices.workspaceId, ctx.workspaceId),
        eq(invoices.purchaseId, purchaseId),
        eq(invoices.kind, "credit_note"),
      ),
    );
  const credited = notes.reduce((sum, { totalMinor }) => sum + totalMinor, 0n);
  const went = purchase.refundedMinor + purchase.disputedMinor - credited;
  const amount = amountMinor < went ? amountMinor : went;
  if (amount <= 0n) return;
  const creditsAt = (minor: bigint) => reversedFor(purchase.creditsMicro, minor, purchase.totalMinor);
  const note = await issueCreditNote(ctx, {
    purchase,
    reasonId: id,
    reason,
    amountMinor: amount,
    creditsMicro: creditsAt(credited + amount) - creditsAt(credited),
  });
  if (note) await noteStep(ctx, purchaseId, "credit_note_issued", { number: note.number });
}
