import "server-only";
import { and, desc, eq, isNull } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { paymentMethods } from "@/db/schema/payments";
import type { Context } from "@/lib/context";
import { banksOf } from "./banks";
import { hasProvider } from "./providers";

export type SavedCard = Pick<
  typeof paymentMethods.$inferSelect,
  "id" | "brand" | "lastFour" | "expiresMonth" | "expiresYear" | "isDefault"
>;

export type WaysToPay = { cards: SavedCard[]; banks: readonly string[] };

/** The cards a workspace keeps, its usual one first, and the banks that take its currency. Any other card can always be typed. */
export async function waysToPay(ctx: Context, currency: string): Promise<WaysToPay> {
  const { id, brand, lastFour, expiresMonth, expiresYear, isDefault } = paymentMethods;
  const cards = await inWorkspace(ctx, (tx) =>
    tx
      .select({ id, brand, lastFour, expiresMonth, expiresYear, isDefault })
      .from(paymentMethods)
      .where(and(eq(paymentMethods.workspaceId, ctx.workspaceId), isNull(paymentMethods.removedAt)))
      .orderBy(desc(isDefault), desc(paymentMethods.createdAt)),
  );
  const notOver = cards.filter((card) => !isOver(card, ctx.now));
  return { cards: notOver, banks: hasProvider("bank") ? banksOf(currency) : [] };
}

/** A card can be used to the end of the month it names. */
function isOver({ expiresYear, expiresMonth }: SavedCard, now: Date): boolean {
  return now >= new Date(Date.UTC(expiresYear, expiresMonth, 1));
}
