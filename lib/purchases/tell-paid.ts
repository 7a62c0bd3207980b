import "server-only";
import { and, eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { purchases } from "@/db/schema/purchases";
import { workspaces } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { creditsToNumber } from "@/lib/credits";
import { invariant } from "@/lib/errors";
import { fanOut } from "@/lib/notifications/fan-out";

/** Tells everybody who looks after money that the credits are there. */
export async function tellPurchasePaid(
  ctx: Context,
  { purchaseId }: { purchaseId: string },
  effectKey: string,
): Promise<void> {
  const [row] = await inWorkspace(ctx, (tx) =>
    tx
      .select({ number: purchases.number, creditsMicro: purchases.creditsMicro, slug: workspaces.slug })
      .from(purchases)
      .innerJoin(workspaces, eq(workspaces.id, purchases.workspaceId))
      .where(and(eq(purchases.workspaceId, ctx.workspaceId), eq(purchases.id, purchaseId))),
  );
  invariant(row, "an effect tells of a purchase that is there");
  await fanOut(ctx, {
    notice: {
      kind: "purchase_paid",
      values: { number: row.number, credits: creditsToNumber(row.creditsMicro) },
      href: `/w/${row.slug}/purchases/${purchaseId}`,
      effectKey,
    },
    audience: "company:read",
  });
}
