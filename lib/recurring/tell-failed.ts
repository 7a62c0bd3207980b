import "server-only";
import { and, eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { recurringPurchases } from "@/db/schema/payments";
import { purchases } from "@/db/schema/purchases";
import { workspaces } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { fanOut } from "@/lib/notifications/fan-out";
import { failedNotice } from "@/lib/purchases/tell-outcome";

export type RecurringFailed = { purchaseId: string };

/** Tells everybody who looks after money that a period could not be charged, with the page where it is approved or paid otherwise. */
export async function tellRecurringFailed(ctx: Context, { purchaseId }: RecurringFailed): Promise<void> {
  const [row] = await inWorkspace(ctx, (tx) =>
    tx
      .select({
        number: purchases.number,
        totalMinor: purchases.totalMinor,
        currency: purchases.currency,
        slug: workspaces.slug,
        workspace: workspaces.name,
        timeZone: workspaces.timeZone,
        payUrl: recurringPurchases.payUrl,
      })
      .from(purchases)
      .innerJoin(workspaces, eq(workspaces.id, purchases.workspaceId))
      .innerJoin(
        recurringPurchases,
        and(
          eq(recurringPurchases.workspaceId, purchases.workspaceId),
          eq(recurringPurchases.id, purchases.recurringId),
        ),
      )
      .where(and(eq(purchases.workspaceId, ctx.workspaceId), eq(purchases.id, purchaseId))),
  );
  invariant(row, "an effect tells of a purchase that is there");
  const { number, totalMinor, currency, slug, workspace, timeZone, payUrl } = row;
  // It was paid before anybody could be told.
  if (payUrl === null) return;
  const href = `/w/${slug}/purchases/${purchaseId}`;
  const notice = { kind: "recurring_failed", values: { number }, href, effectKey: failedNotice(purchaseId) } as const;
  await fanOut(ctx, { notice, audience: "purchases:read" }, () => ({
    template: "recurring-failed",
    props: { workspace, number, amountMinor: String(totalMinor), currency, slug, purchaseId },
    timeZone,
  }));
}
