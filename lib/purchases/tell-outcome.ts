import "server-only";
import { and, eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { purchases } from "@/db/schema/purchases";
import { workspaces } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { fanOut } from "@/lib/notifications/fan-out";

/** One for all tries of a purchase: it stays on top until the purchase is paid. */
export function failedNotice(purchaseId: string): string {
  return `purchase_failed:${purchaseId}`;
}

export type Outcome = { purchaseId: string; outcome: "failed" | "review" };

/** Tells everybody who looks after money that a payment failed or has to be looked at by a person. */
export async function tellPurchaseOutcome(ctx: Context, { purchaseId, outcome }: Outcome): Promise<void> {
  const [row] = await inWorkspace(ctx, (tx) =>
    tx
      .select({ number: purchases.number, slug: workspaces.slug })
      .from(purchases)
      .innerJoin(workspaces, eq(workspaces.id, purchases.workspaceId))
      .where(and(eq(purchases.workspaceId, ctx.workspaceId), eq(purchases.id, purchaseId))),
  );
  invariant(row, "an effect tells of a purchase that is there");
  await fanOut(ctx, {
    notice: {
      kind: outcome === "failed" ? "purchase_failed" : "purchase_review",
      values: { number: row.number },
      href: `/w/${row.slug}/purchases/${purchaseId}`,
      effectKey: outcome === "failed" ? failedNotice(purchaseId) : `purchase_review:${purchaseId}`,
    },
    audience: "purchases:read",
  });
}
