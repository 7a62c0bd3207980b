import "server-only";
import { and, desc, eq, inArray, isNull } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { paymentMethods, providerRefs, recurringPurchases } from "@/db/schema/payments";
import type { Context } from "@/lib/context";
import { type Expiry, expiryOf } from "./expiry";

type Row = typeof paymentMethods.$inferSelect;

export type Card = Pick<
  Row,
  "id" | "brand" | "lastFour" | "expiresMonth" | "expiresYear" | "isDefault" | "createdAt"
> & {
  expiry: Expiry;
  /** When somebody agreed that it may be charged again; null while that is not known. */
  consentAt: Date | null;
  /** Recurring purchases that would be charged to it. */
  recurring: number;
};

/** The cards that may be charged, the default one first, then the newest. */
export function listCards(ctx: Context): Promise<Card[]> {
  return inWorkspace(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(paymentMethods)
      .where(and(eq(paymentMethods.workspaceId, ctx.workspaceId), isNull(paymentMethods.removedAt)))
      .orderBy(desc(paymentMethods.isDefault), desc(paymentMethods.createdAt), desc(paymentMethods.id));
    const used = await tx
      .select({ card: recurringPurchases.paymentMethodId })
      .from(recurringPurchases)
      .where(
        and(
          eq(recurringPurchases.workspaceId, ctx.workspaceId),
          inArray(recurringPurchases.status, ["starting", "active", "past_due"]),
        ),
      );
    return rows.map(({ id, brand, lastFour, expiresMonth, expiresYear, isDefault, createdAt, consentAt }) => ({
      id,
      brand,
      lastFour,
      expiresMonth,
      expiresYear,
      isDefault,
      createdAt,
      consentAt,
      expiry: expiryOf({ expiresMonth, expiresYear }, ctx.now),
      recurring: used.filter(({ card }) => card === id).length,
    }));
  });
}

/** The card that was kept on a hosted page; null until somebody has looked at what became of it. */
export function findKeptOn(ctx: Context, session: string): Promise<Pick<Card, "id" | "brand" | "lastFour"> | null> {
  return inWorkspace(ctx, async (tx) => {
    const [found] = await tx
      .select({ id: paymentMethods.id, brand: paymentMethods.brand, lastFour: paymentMethods.lastFour })
      .from(providerRefs)
      .innerJoin(
        paymentMethods,
        and(eq(paymentMethods.workspaceId, providerRefs.workspaceId), eq(paymentMethods.id, providerRefs.ourId)),
      )
      .where(
        and(
          eq(providerRefs.workspaceId, ctx.workspaceId),
          eq(providerRefs.kind, "card_setup"),
          eq(providerRefs.externalId, session),
        ),
      );
    return found ?? null;
  });
}
