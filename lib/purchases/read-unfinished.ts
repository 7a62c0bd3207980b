import "server-only";
import { and, eq, gt, inArray } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { purchases } from "@/db/schema/purchases";
import type { Context } from "@/lib/context";

export type Unfinished = Pick<typeof purchases.$inferSelect, "id" | "number">;

/** A purchase that was begun and can still be paid; null when it is over, or was never begun. */
export async function readUnfinished(ctx: Context, id: string | undefined): Promise<Unfinished | null> {
  if (!id) return null;
  const [found] = await inWorkspace(ctx, (tx) =>
    tx
      .select({ id: purchases.id, number: purchases.number })
      .from(purchases)
      .where(
        and(
          eq(purchases.workspaceId, ctx.workspaceId),
          eq(purchases.id, id),
          inArray(purchases.status, ["pending", "failed"]),
          gt(purchases.expiresAt, ctx.now),
        ),
      ),
  );
  return found ?? null;
}
