import "server-only";
import { and, eq } from "drizzle-orm";
import type { Db } from "@/db";
import { recurringPurchases } from "@/db/schema/payments";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";

export type Recurring = typeof recurringPurchases.$inferSelect;

/** Whoever changes a recurring purchase, or makes the purchase of a period of it, holds its row; it is locked before all others. */
export async function lockRecurring(tx: Db, ctx: Context, id: string): Promise<Recurring> {
  const [found] = await tx.select().from(recurringPurchases).where(ofRecurring(ctx, id)).for("no key update");
  if (!found) throw new AppError("not_found");
  return found;
}

export const ofRecurring = ({ workspaceId }: Context, id: string) =>
  and(eq(recurringPurchases.workspaceId, workspaceId), eq(recurringPurchases.id, id));
