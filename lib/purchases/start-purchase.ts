import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { type Db, inWorkspace } from "@/db";
import { pockets } from "@/db/schema/ledger";
import { purchaseCounters, purchases, type Rhythm } from "@/db/schema/purchases";
import { recordAudit } from "@/lib/audit/record-audit";
import { actorText, type Context } from "@/lib/context";
import { AppError, invariant } from "@/lib/errors";
import { beginRecurring, firstPeriod, recurringIdOf } from "@/lib/recurring/begin-recurring";
import type { Buyer } from "./buyer";
import type { Purchase } from "./lock-purchase";
import { noteStep } from "./note-step";
import { type PurchaseQuote, quotePurchase } from "./quote-purchase";

export type NewPurchase = {
  /** Made when the form was drawn: pressed twice, it is one purchase. */
  id: string;
  creditsMicro: bigint;
  pocket: string;
  rhythm: Rhythm;
  method: "card" | "saved_card" | "bank";
  paymentMethodId: string | null;
  bank: string | null;
  keepsCard: boolean;
  buyer: Buyer;
  /** What the buyer read beside the button. */
  seen: { totalMinor: bigint; currency: string };
  termsVersion: string;
};

/** Closed after this when nobody pays; a virtual account lives as long. */
const openHours = 24;

/**
 * Writes the purchase down with its price frozen, before any provider is asked. The same id again is the same purchase; a
 * price other than the one that was read is refused, and both are told.
 */
export function startPurchase(ctx: Context, wish: NewPurchase): Promise<Purchase> {
  return inWorkspace(ctx, async (tx) => {
    const inner = { ...ctx, db: tx };
    const known = await find(tx, ctx, wish.id);
    if (known) return sameOrder(known, wish);
    await requirePocket(tx, ctx, wish.pocket);
    const quote = await quotePurchase(inner, wish);
    refuseChangedPrice(wish.seen, quote);
    // Another press of the same button waits here for the first, and then finds its row.
    const takeNumber = await lockNumbers(tx, ctx);
    const again = await find(tx, ctx, wish.id);
    if (again) return sameOrder(again, wish);
    const number = await takeNumber();
    const [made] = await tx
      .insert(purchases)
      .values(rowOf(ctx, wish, quote, number))
      .returning();
    if (!made) throw new AppError("conflict");
    if (made.rhythm !== "once") await beginRecurring(tx, ctx, made);
    await noteStep(inner, made.id, "created", {});
    await recordAudit(inner, {
      action: "purchase.start",
      target: made.id,
      after: { number, total: String(made.totalMinor), currency: made.currency },
    });
    return made;
  });
}

/** A replay is answered; another order under the same id is refused, as it would be paid at the price of the first. */
function sameOrder(known: Purchase, { creditsMicro, pocket, rhythm }: NewPurchase): Purchase {
  const same = known.creditsMicro === creditsMicro && known.pocket === pocket && known.rhythm === rhythm;
  if (!same) throw new AppError("conflict", "purchase_id_taken");
  return known;
}

function rowOf(ctx: Context, wish: NewPurchase, { offer, seller, price, tax, taxed }: PurchaseQuote, number: string) {
  return {
    workspaceId: ctx.workspaceId,
    id: wish.id,
    number,
    creditsMicro: wish.creditsMicro,
    pocket: wish.pocket,
    rhythm: wish.rhythm,
    ...(wish.rhythm !== "once" && { recurringId: recurringIdOf(wish.id), period: firstPeriod }),
    currency: offer.currency,
    offerId: offer.id,
    unitPrice: price.unitPrice,
    volumeBps: price.volumeBps,
    rhythmBps: price.rhythmBps,
    listMinor: price.listMinor,
    volumeDiscountMinor: price.volumeDiscountMinor,
    rhythmDiscountMinor: price.rhythmDiscountMinor,
    netMinor: taxed.netMinor,
    taxMinor: taxed.taxMinor,
    totalMinor: taxed.totalMinor,
    taxes: taxed.lines,
    taxReason: tax.reason,
    sellerId: seller.id,
    buyer: wish.buyer,
    termsVersion: wish.termsVersion,
    method: wish.method,
    paymentMethodId: wish.paymentMethodId,
    bank: wish.bank,
    keepsCard: wish.keepsCard,
    createdBy: actorText(ctx.actor),
    createdAt: ctx.now,
    statusAt: ctx.now,
    expiresAt: new Date(ctx.now.getTime() + openHours * 3_600_000),
  };
}

function refuseChangedPrice(seen: NewPurchase["seen"], { offer, taxed }: PurchaseQuote): void {
  if (seen.totalMinor === taxed.totalMinor && seen.currency === offer.currency) return;
  throw new AppError("conflict", "price_changed", {
    values: { from: String(seen.totalMinor), to: String(taxed.totalMinor) },
  });
}

async function requirePocket(tx: Db, ctx: Context, pocket: string): Promise<void> {
  const [found] = await tx
    .select({ id: pockets.id })
    .from(pockets)
    .where(and(eq(pockets.workspaceId, ctx.workspaceId), eq(pockets.id, pocket)));
  if (!found) throw new AppError("invalid", "unknown_number", { field: "pocket" });
}

async function find(tx: Db, ctx: Context, id: string): Promise<Purchase | undefined> {
  const [found] = await tx
    .select()
    .from(purchases)
    .where(and(eq(purchases.workspaceId, ctx.workspaceId), eq(purchases.id, id)));
  return found;
}

/** The next number of the workspace and year, under a lock that lasts as long as the transaction. */
export async function lockNumbers(tx: Db, { workspaceId, now }: Context): Promise<() => Promise<string>> {
  const year = now.getUTCFullYear();
  const mine = and(eq(purchaseCounters.workspaceId, workspaceId), eq(purchaseCounters.year, year));
  await tx.insert(purchaseCounters).values({ workspaceId, year, last: 0 }).onConflictDoNothing();
  await tx.select().from(purchaseCounters).where(mine).for("no key update");
  return async () => {
    const [counted] = await tx
      .update(purchaseCounters)
      .set({ last: sql`${purchaseCounters.last} + 1` })
      .where(mine)
      .returning({ last: purchaseCounters.last });
    invariant(counted, "the counter was locked");
    return `PUR-${year}-${String(counted.last).padStart(4, "0")}`;
  };
}
