import "server-only";
import { and, asc, desc, eq, inArray } from "drizzle-orm";
import { type Db, inWorkspace } from "@/db";
import { invoices } from "@/db/schema/invoices";
import { payments } from "@/db/schema/payments";
import { disputes, purchaseSteps, purchases, refunds } from "@/db/schema/purchases";
import type { Context } from "@/lib/context";
import type { Invoice } from "@/lib/invoices/issue-invoice";
import type { Payment } from "@/lib/payments/look-at-payment";
import type { Purchase } from "./lock-purchase";
import { type PurchaseState, purchaseState } from "./purchase-state";

export type PurchaseStep = typeof purchaseSteps.$inferSelect;

export type PurchaseFile = {
  purchase: Purchase;
  state: PurchaseState;
  /** The latest first. */
  payments: readonly Payment[];
  steps: readonly PurchaseStep[];
  invoice: Invoice | null;
  creditNotes: readonly Invoice[];
  disputes: readonly (typeof disputes.$inferSelect)[];
  refunds: readonly (typeof refunds.$inferSelect)[];
};

/** Everything there is about one purchase, read in one moment; null when it is not of this workspace. */
export function readPurchase(ctx: Context, id: string): Promise<PurchaseFile | null> {
  return inWorkspace(ctx, async (tx) => {
    const [purchase] = await tx
      .select()
      .from(purchases)
      .where(and(eq(purchases.workspaceId, ctx.workspaceId), eq(purchases.id, id)));
    if (!purchase) return null;
    const [tries, steps, documents, disputed, refunded] = [
      await tx
        .select()
        .from(payments)
        .where(and(eq(payments.workspaceId, ctx.workspaceId), eq(payments.purchaseId, id)))
        .orderBy(desc(payments.attempt)),
      await tx
        .select()
        .from(purchaseSteps)
        .where(and(eq(purchaseSteps.workspaceId, ctx.workspaceId), eq(purchaseSteps.purchaseId, id)))
        .orderBy(asc(purchaseSteps.n)),
      await documentsOf(tx, ctx, [id]),
      await tx
        .select()
        .from(disputes)
        .where(and(eq(disputes.workspaceId, ctx.workspaceId), eq(disputes.purchaseId, id))),
      await tx
        .select()
        .from(refunds)
        .where(and(eq(refunds.workspaceId, ctx.workspaceId), eq(refunds.purchaseId, id)))
        .orderBy(asc(refunds.createdAt)),
    ];
    return {
      purchase,
      state: purchaseState(purchase, tries, ctx.now, disputed),
      payments: tries,
      steps,
      invoice: documents.find(({ kind }) => kind === "invoice") ?? null,
      creditNotes: documents.filter(({ kind }) => kind === "credit_note"),
      disputes: disputed,
      refunds: refunded,
    };
  });
}

/** Invoices and credit notes, in the order they were issued. */
export function documentsOf(tx: Db, { workspaceId }: Context, purchaseIds: readonly string[]): Promise<Invoice[]> {
  if (purchaseIds.length === 0) return Promise.resolve([]);
  return tx
    .select()
    .from(invoices)
    .where(and(eq(invoices.workspaceId, workspaceId), inArray(invoices.purchaseId, [...purchaseIds])))
    .orderBy(asc(invoices.issuedAt), asc(invoices.n));
}
