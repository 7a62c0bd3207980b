import "server-only";
import { eq } from "drizzle-orm";
import type { Db } from "@/db";
import { sellers } from "@/db/schema/catalogue";
import { invoices } from "@/db/schema/invoices";
import { numbers } from "@/db/schema/numbers";
import { workspaces } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { Purchase } from "@/lib/purchases/lock-purchase";
import { nextNumber } from "./next-number";
import type { InvoiceSnapshot, SellerSnapshot } from "./snapshot";

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
  const snapshot: InvoiceSnapshot = {
    seller: sellerSnapshot(seller),
    buyer: purchase.buyer,
    purchaseNumber: purchase.number,
    destination: await destinationOf(tx, ctx, purchase.pocket),
    creditsMicro: String(purchase.creditsMicro),
    unitPrice: purchase.unitPrice,
    rhythm: purchase.rhythm,
    listMinor: String(purchase.listMinor),
    volumeDiscountMinor: String(purchase.volumeDiscountMinor),
    volumeBps: purchase.volumeBps,
    rhythmDiscountMinor: String(purchase.rhythmDiscountMinor),
    rhythmBps: purchase.rhythmBps,
    netMinor: String(purchase.netMinor),
    taxes: purchase.taxes,
    taxReason: purchase.taxReason,
    totalMinor: String(purchase.totalMinor),
    paidAt: purchase.paidAt.toISOString(),
    paidWith,
  };
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

function sellerSnapshot(seller: typeof sellers.$inferSelect): SellerSnapshot {
  const { legalName, addressLine1, addressLine2, city, region, postalCode, country, taxId, email } = seller;
  return { legalName, addressLine1, addressLine2, city, region, postalCode, country, taxId, email };
}

async function destinationOf(tx: Db, { workspaceId }: Context, pocket: string): Promise<string> {
  if (pocket !== "main") {
    const [number] = await tx.select({ name: numbers.name }).from(numbers).where(eq(numbers.id, pocket));
    return number?.name ?? pocket;
  }
  const [workspace] = await tx.select({ name: workspaces.name }).from(workspaces).where(eq(workspaces.id, workspaceId));
  return workspace?.name ?? "";
}
