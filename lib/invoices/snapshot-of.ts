import "server-only";
import { and, eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { numbers } from "@/db/schema/numbers";
import { workspaces } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import type { Purchase } from "@/lib/purchases/lock-purchase";
import type { Seller } from "@/lib/tax/data";
import type { InvoiceSnapshot, SellerSnapshot } from "./snapshot";

/** A purchase as a document shows it; one that is not paid yet has no word about paying. */
export async function snapshotOf(
  ctx: Context,
  seller: Seller,
  purchase: Purchase,
  { paidAt, paidWith }: Pick<InvoiceSnapshot, "paidAt" | "paidWith">,
): Promise<InvoiceSnapshot> {
  return {
    seller: sellerSnapshot(seller),
    buyer: purchase.buyer,
    purchaseNumber: purchase.number,
    destination: await destinationOf(ctx, purchase.pocket),
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
    paidAt,
    paidWith,
  };
}

function sellerSnapshot(seller: Seller): SellerSnapshot {
  const { legalName, addressLine1, addressLine2, city, region, postalCode, country, taxId, email } = seller;
  return { legalName, addressLine1, addressLine2, city, region, postalCode, country, taxId, email };
}

function destinationOf(ctx: Context, pocket: string): Promise<string> {
  return inWorkspace(ctx, async (tx) => {
    if (pocket !== "main") {
      const [number] = await tx
        .select({ name: numbers.name })
        .from(numbers)
        .where(and(eq(numbers.workspaceId, ctx.workspaceId), eq(numbers.id, pocket)));
      return number?.name ?? pocket;
    }
    const [workspace] = await tx
      .select({ name: workspaces.name })
      .from(workspaces)
      .where(eq(workspaces.id, ctx.workspaceId));
    return workspace?.name ?? "";
  });
}
