import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { type Db, inOperation } from "@/db";
import { sellerCurrencies, sellers } from "@/db/schema/catalogue";
import { recordOperation } from "@/lib/audit/record-operation";
import type { OperatorContext } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { SellerInput } from "./schema";

/** Who sells: makes a seller, or changes one. Invoices that were issued keep what they say. */
export function saveSeller(ctx: OperatorContext, { id: known, currencies, ...seller }: SellerInput): Promise<string> {
  return inOperation(ctx, async (tx) => {
    const id = known ?? newId("sel", ctx.now.getTime());
    const before = known ? await lockSeller(tx, known) : null;
    await refuseSharedPrefix(tx, id, seller.invoicePrefix);
    if (before) {
      await tx
        .update(sellers)
        .set({ ...seller, updatedAt: ctx.now })
        .where(eq(sellers.id, id));
    } else {
      await tx.insert(sellers).values({ id, ...seller, createdAt: ctx.now, updatedAt: ctx.now });
    }
    const sold = await sellIn(tx, id, currencies);
    await recordOperation(
      { ...ctx, db: tx },
      {
        action: before ? "seller.change" : "seller.make",
        target: id,
        before: before && { ...factsOf(before), currencies: sold },
        after: { ...seller, currencies },
      },
    );
    return id;
  });
}

async function lockSeller(tx: Db, id: string) {
  const [found] = await tx.select().from(sellers).where(eq(sellers.id, id)).for("no key update");
  if (!found) throw new AppError("not_found");
  return found;
}

async function refuseSharedPrefix(tx: Db, id: string, prefix: string): Promise<void> {
  const others = await tx.$count(sellers, and(eq(sellers.invoicePrefix, prefix), ne(sellers.id, id)));
  if (others > 0) throw new AppError("conflict", "prefix_taken", { field: "invoicePrefix" });
}

/** A currency has one seller. One that nobody names any more stays with whom it was: it could not be sold in otherwise. */
async function sellIn(tx: Db, sellerId: string, currencies: readonly string[]): Promise<string[]> {
  const mine = await tx.select().from(sellerCurrencies).where(eq(sellerCurrencies.sellerId, sellerId));
  for (const currency of currencies) {
    await tx
      .insert(sellerCurrencies)
      .values({ currency, sellerId })
      .onConflictDoUpdate({ target: sellerCurrencies.currency, set: { sellerId } });
  }
  return mine.map(({ currency }) => currency).sort();
}

function factsOf({ id: _id, createdAt: _made, updatedAt: _changed, ...facts }: typeof sellers.$inferSelect) {
  return facts;
}
