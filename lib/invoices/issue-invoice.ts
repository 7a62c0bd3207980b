import "server-only";
import { eq } from "drizzle-orm";
import { sellers } from "@/db/schema/catalogue";
import { invoices } from "@/db/schema/invoices";
import type { Context } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { Purchase } from "@/lib/purchases/lock-purchase";
import { nextNumber } from "./next-number";
import { snapshotOf } from "./snapshot-of";

export type Invoice = typeof invoices.$inferSelect;

/** Writes the invoice of a purchase, in the transaction that makes it paid: none is paid without one. `ctx.db` is that transaction. */
export async function issueInvoice(
  ctx: Context,
  purchase: Purchase & { paidAt: Date },
  paidWith: string,
): Promise<Invoice> {
  const tx = ctx.db;
  const [seller] = await tx.select().from(sellers).where(eq(sellers.id, purchase.sellerId));
  invariant(seller, "a seller is never removed");
  const snapshot = await snapshotOf(ctx, seller, purchase, { paidAt: purchase.paidAt.toISOString(), paidWith });
  const { netMinor, taxMinor, totalMinor, currency } = purchase;
  const amounts = { currency, netMinor, taxMinor, totalMinor };
  const taken = await nextNumber(tx, seller, "invoice", ctx.now);
  const [issued] = await tx
    .insert(invoices)
    .values({
      workspaceId: ctx.workspaceId,
      id: newId("doc", ctx.now.getTime()),
      kind: "invoice",
      sellerId: seller.id,
      purchaseId: purchase.id,
      snapshot,
      issuedAt: ctx.now,
      ...taken,
      ...amounts,
    })
    .returning();
  invariant(issued, "an insert answers with its row");
  return issued;
}
