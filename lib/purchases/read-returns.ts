import "server-only";
import { and, asc, eq } from "drizzle-orm";
import type { Db } from "@/db";
import { disputes, refunds } from "@/db/schema/purchases";
import type { Context } from "@/lib/context";

export type Refund = typeof refunds.$inferSelect;
export type Dispute = typeof disputes.$inferSelect;

export function refundsOf(tx: Db, { workspaceId }: Context, purchaseId: string) {
  return tx
    .select()
    .from(refunds)
    .where(and(eq(refunds.workspaceId, workspaceId), eq(refunds.purchaseId, purchaseId)))
    .orderBy(asc(refunds.createdAt), asc(refunds.id));
}

export function disputesOf(tx: Db, { workspaceId }: Context, purchaseId: string) {
  return tx
    .select()
    .from(disputes)
    .where(and(eq(disputes.workspaceId, workspaceId), eq(disputes.purchaseId, purchaseId)))
    .orderBy(asc(disputes.openedAt), asc(disputes.id));
}
