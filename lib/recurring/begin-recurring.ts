import "server-only";
import type { Db } from "@/db";
import { recurringPurchases } from "@/db/schema/payments";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { invariant } from "@/lib/errors";
import type { Purchase } from "@/lib/purchases/lock-purchase";
import { keptTerms } from "./terms";

/** The period of the first purchase; a later one is named by the day on which it begins, 20260228. */
export const firstPeriod = 0;

/** "rec_…" beside "pur_…": one order has one of each. */
export const recurringIdOf = (purchaseId: string) => purchaseId.replace(/^pur_/, "rec_");

/** Writes down that a purchase is the first of many, in its transaction, with what every period will cost. */
export async function beginRecurring(tx: Db, ctx: Context, purchase: Purchase): Promise<void> {
  const { recurringId, rhythm, creditsMicro, pocket, currency, netMinor, taxMinor, totalMinor, offerId } = purchase;
  invariant(recurringId !== null && rhythm !== "once", "a purchase that comes again names what it belongs to");
  await tx.insert(recurringPurchases).values({
    workspaceId: ctx.workspaceId,
    id: recurringId,
    rhythm,
    creditsMicro,
    pocket,
    currency,
    netMinor,
    taxMinor,
    totalMinor,
    offerId,
    paymentMethodId: purchase.paymentMethodId,
    anchorAt: ctx.now,
    createdBy: purchase.createdBy,
    createdAt: ctx.now,
    versions: [keptTerms(purchase)],
  });
  await recordAudit(
    { ...ctx, db: tx },
    {
      action: "recurring.start",
      target: recurringId,
      after: { rhythm, credits: String(creditsMicro), total: String(totalMinor), currency },
    },
  );
}
