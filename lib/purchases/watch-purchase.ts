import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { payments } from "@/db/schema/payments";
import type { Context } from "@/lib/context";
import { trySpend } from "@/lib/gate/rate-limit";
import { enqueue } from "@/lib/jobs/enqueue";
import { type PurchaseFile, readPurchase } from "./data";
import { isUnsettled } from "./purchase-state";

/**
 * A purchase as somebody watches it. While it may still change, the worker is asked to look at its payment, a few times a
 * minute however many watch; the provider is never asked from here.
 */
export async function watchPurchase(ctx: Context, id: string): Promise<PurchaseFile | null> {
  const file = await readPurchase(ctx, id);
  if (!file || !isUnsettled(file.state)) return file;
  const open = file.payments.find(({ status }) => ["asked", "open", "processing"].includes(status));
  if (open && (await trySpend("looksByPayment", open.id, ctx.now))) await askToLook(ctx, open.id);
  return file;
}

function askToLook(ctx: Context, paymentId: string): Promise<void> {
  return inWorkspace(ctx, async (tx) => {
    await tx
      .update(payments)
      .set({ lookAskedAt: sql`coalesce(${payments.lookAskedAt}, ${ctx.now.toISOString()}::timestamptz)` })
      .where(and(eq(payments.workspaceId, ctx.workspaceId), eq(payments.id, paymentId)));
    await enqueue(tx, "payments.look", { workspaceId: ctx.workspaceId, paymentId }, { key: `look:${paymentId}` });
  });
}
