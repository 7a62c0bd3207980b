import "server-only";
import { and, eq, inArray, lte } from "drizzle-orm";
import { type Db, inSystem, inWorkspace } from "@/db";
import { payments } from "@/db/schema/payments";
import { purchases } from "@/db/schema/purchases";
import type { Context } from "@/lib/context";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log";
import { lookAtPayment } from "@/lib/payments/look-at-payment";
import { lockPurchase } from "./lock-purchase";
import { noteStep } from "./note-step";

const waiting = ["pending", "failed", "requires_action", "awaiting_transfer"] as const;
const unpaid = ["asked", "open"] as const;

/** Closes what nobody has paid in time. The provider is asked first: what was paid in the last moment is completed instead. */
export async function expirePurchases(db: Db, now: Date): Promise<number> {
  const due = await inSystem(db, (tx) =>
    tx
      .select({ workspaceId: purchases.workspaceId, id: purchases.id })
      .from(purchases)
      .where(and(inArray(purchases.status, [...waiting]), lte(purchases.expiresAt, now)))
      .orderBy(purchases.expiresAt)
      .limit(500),
  );
  for (const { workspaceId, id } of due) {
    const ctx: Context = { workspaceId, actor: { kind: "system", name: "expiry" }, now, db, requestId: newId("req") };
    await closePurchase(ctx, id, "expired").catch((error: unknown) =>
      log.warn({ workspace_id: workspaceId, purchase_id: id, err: error }, "a purchase could not be closed"),
    );
  }
  return due.length;
}

/** Ends a purchase that is not paid, here and at its provider; says whether it did. */
export async function closePurchase(ctx: Context, id: string, as: "expired" | "canceled"): Promise<boolean> {
  const open = await inWorkspace(ctx, (tx) =>
    tx
      .select()
      .from(payments)
      .where(
        and(
          eq(payments.workspaceId, ctx.workspaceId),
          eq(payments.purchaseId, id),
          inArray(payments.status, [...unpaid]),
        ),
      ),
  );
  for (const payment of open) await lookAtPayment(ctx, payment, "close");
  return inWorkspace(ctx, async (tx) => {
    const { status } = await lockPurchase(tx, ctx, id);
    if (!(waiting as readonly string[]).includes(status)) return false;
    await tx
      .update(purchases)
      .set({ status: as, statusAt: ctx.now })
      .where(and(eq(purchases.workspaceId, ctx.workspaceId), eq(purchases.id, id)));
    await tx
      .update(payments)
      .set({ status: "closed", url: null, finishedAt: ctx.now })
      .where(
        and(
          eq(payments.workspaceId, ctx.workspaceId),
          eq(payments.purchaseId, id),
          inArray(payments.status, [...unpaid]),
        ),
      );
    await noteStep({ ...ctx, db: tx }, id, as, {});
    return true;
  });
}
