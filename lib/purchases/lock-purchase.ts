import "server-only";
import { and, eq } from "drizzle-orm";
import type { Db } from "@/db";
import { purchases } from "@/db/schema/purchases";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";

export type Purchase = typeof purchases.$inferSelect;

/**
 * Whoever changes a purchase holds its row until the transaction ends. It is locked before the books, never after them, so that
 * two who want both cannot wait for each other.
 */
export async function lockPurchase(tx: Db, { workspaceId }: Context, id: string): Promise<Purchase> {
  const [found] = await tx
    .select()
    .from(purchases)
    .where(and(eq(purchases.workspaceId, workspaceId), eq(purchases.id, id)))
    .for("no key update");
  if (!found) throw new AppError("not_found");
  return found;
}
