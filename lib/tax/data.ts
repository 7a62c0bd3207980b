import "server-only";
import { and, desc, eq, lte } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { sellerCurrencies, sellers, taxRates } from "@/db/schema/catalogue";
import type { Context } from "@/lib/context";
import type { TaxRate } from "./tax";

export type Seller = typeof sellers.$inferSelect;

export type SellerTaxes = { seller: Seller; rates: Record<string, TaxRate> };

/** Who sells in a currency and what they have to charge where; null until the operator has said who they are. */
export function readSeller(ctx: Context, currency: string): Promise<SellerTaxes | null> {
  return inWorkspace(ctx, async (tx) => {
    const [row] = await tx
      .select({ seller: sellers })
      .from(sellerCurrencies)
      .innerJoin(sellers, eq(sellers.id, sellerCurrencies.sellerId))
      .where(eq(sellerCurrencies.currency, currency));
    if (!row) return null;
    const rates = await tx
      .selectDistinctOn([taxRates.country])
      .from(taxRates)
      .where(and(eq(taxRates.sellerId, row.seller.id), lte(taxRates.startsAt, ctx.now)))
      .orderBy(taxRates.country, desc(taxRates.startsAt));
    const charged = rates.filter(({ rateBps }) => rateBps > 0);
    return {
      seller: row.seller,
      rates: Object.fromEntries(
        charged.map(({ country, name, rateBps, inclusive }) => [country, { name, rateBps, inclusive }]),
      ),
    };
  });
}
