import "server-only";
import { and, eq, inArray, or, sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { payments } from "@/db/schema/payments";
import { purchases } from "@/db/schema/purchases";
import type { Context } from "@/lib/context";

/** Credits of the workspace that are on their way: bought, and waiting for a bank or for the provider's word. */
export async function readPendingCredits(ctx: Context): Promise<bigint> {
  const isAsked = sql`exists (select from ${payments} p where p.workspace_id = ${purchases.workspaceId}
    and p.purchase_id = ${purchases.id} and p.status in ('asked', 'open') and p.look_asked_at is not null)`;
  const [row] = await inWorkspace(ctx, (tx) =>
    tx
      .select({ micro: sql<string>`coalesce(sum(${purchases.creditsMicro}), 0)::text` })
      .from(purchases)
      .where(
        and(
          eq(purchases.workspaceId, ctx.workspaceId),
          eq(purchases.pocket, "main"),
          or(
            inArray(purchases.status, ["processing", "awaiting_transfer"]),
            and(eq(purchases.status, "pending"), isAsked),
          ),
        ),
      ),
  );
  return BigInt(row?.micro ?? "0");
}
