import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { type ReviewKind, reviews } from "@/db/schema/payments";
import { purchases } from "@/db/schema/purchases";
import type { Context } from "@/lib/context";
import { newId } from "@/lib/ids";
import type { Purchase } from "@/lib/purchases/lock-purchase";
import { noteStep } from "@/lib/purchases/note-step";

export type Misfit = {
  kind: ReviewKind;
  paymentId: string;
  /** The provider's id of the money: the same money is set aside once. */
  externalId: string;
  expectedMinor: bigint | null;
  receivedMinor: bigint;
  currency: string;
};

/** Puts money of a transfer aside until the operator has decided. Called under the lock of the purchase's row. */
export async function openReview(ctx: Context, purchase: Purchase, misfit: Misfit): Promise<void> {
  const { kind, receivedMinor, currency } = misfit;
  await inWorkspace(ctx, async (tx) => {
    const [opened] = await tx
      .insert(reviews)
      .values({
        ...misfit,
        id: newId("rev", ctx.now.getTime()),
        workspaceId: ctx.workspaceId,
        purchaseId: purchase.id,
        provider: "bank",
        createdAt: ctx.now,
      })
      .onConflictDoNothing()
      .returning({ id: reviews.id });
    if (!opened) return;
    await tx
      .update(purchases)
      .set({ status: "review", statusAt: ctx.now })
      .where(
        and(eq(purchases.workspaceId, ctx.workspaceId), eq(purchases.id, purchase.id), ne(purchases.status, "paid")),
      );
    await noteStep(ctx, purchase.id, "needs_review", { kind, receivedMinor: String(receivedMinor), currency });
  });
}
