import "server-only";
import { and, eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { sellers } from "@/db/schema/catalogue";
import { invoices } from "@/db/schema/invoices";
import { purchases } from "@/db/schema/purchases";
import type { Context } from "@/lib/context";
import { AppError, invariant } from "@/lib/errors";
import type { Invoice } from "./issue-invoice";
import type { Paper } from "./paper";
import { snapshotOf } from "./snapshot-of";

/** An issued document by its id. */
export function readPaper(ctx: Context, id: string): Promise<Paper> {
  return inWorkspace(ctx, async (tx) => {
    const [row] = await tx
      .select({ document: invoices, timeZone: sellers.timeZone })
      .from(invoices)
      .innerJoin(sellers, eq(sellers.id, invoices.sellerId))
      .where(and(eq(invoices.workspaceId, ctx.workspaceId), eq(invoices.id, id)));
    if (!row) throw new AppError("not_found");
    return paperOf(row.document, row.timeZone);
  });
}

export function paperOf({ kind, number, currency, snapshot, issuedAt }: Invoice, timeZone: string): Paper {
  return { kind, number, currency, snapshot, issuedAt, timeZone, payUntil: null };
}

/** What "View invoice" shows of a purchase: its invoice once it is paid, and until then a pro forma without a number. */
export function readPaperOfPurchase(ctx: Context, purchaseId: string): Promise<Paper> {
  return inWorkspace(ctx, async (tx) => {
    const [purchase] = await tx
      .select()
      .from(purchases)
      .where(and(eq(purchases.workspaceId, ctx.workspaceId), eq(purchases.id, purchaseId)));
    if (!purchase) throw new AppError("not_found");
    const [seller] = await tx.select().from(sellers).where(eq(sellers.id, purchase.sellerId));
    invariant(seller, "a seller is never removed");
    const [invoice] = await tx
      .select()
      .from(invoices)
      .where(
        and(
          eq(invoices.workspaceId, ctx.workspaceId),
          eq(invoices.purchaseId, purchaseId),
          eq(invoices.kind, "invoice"),
        ),
      );
    if (invoice) return paperOf(invoice, seller.timeZone);
    const isOver = purchase.status === "expired" || purchase.status === "canceled";
    return {
      kind: "pro_forma",
      number: "",
      currency: purchase.currency,
      snapshot: await snapshotOf({ ...ctx, db: tx }, seller, purchase, { paidAt: "", paidWith: "" }),
      issuedAt: purchase.createdAt,
      timeZone: seller.timeZone,
      payUntil: isOver ? null : purchase.expiresAt,
    };
  });
}
