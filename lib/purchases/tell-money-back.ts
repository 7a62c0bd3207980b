import "server-only";
import { and, eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { purchases } from "@/db/schema/purchases";
import { workspaces } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { creditsToNumber } from "@/lib/credits";
import { invariant } from "@/lib/errors";
import type { Mails } from "@/lib/mail/mails";
import { fanOut } from "@/lib/notifications/fan-out";

/** What became of a refund or a dispute, and how many credits it was about. */
export type MoneyBack = {
  purchaseId: string;
  what: Mails["money-back"]["what"];
  amountMinor: string;
  creditsMicro: string;
};

/** Tells everybody who looks after money, here and by mail. */
export async function tellMoneyBack(
  ctx: Context,
  { purchaseId, what, amountMinor, creditsMicro }: MoneyBack,
  effectKey: string,
): Promise<void> {
  const [row] = await inWorkspace(ctx, (tx) =>
    tx
      .select({
        number: purchases.number,
        currency: purchases.currency,
        slug: workspaces.slug,
        workspace: workspaces.name,
        timeZone: workspaces.timeZone,
      })
      .from(purchases)
      .innerJoin(workspaces, eq(workspaces.id, purchases.workspaceId))
      .where(and(eq(purchases.workspaceId, ctx.workspaceId), eq(purchases.id, purchaseId))),
  );
  invariant(row, "an effect tells of a purchase that is there");
  const { number, currency, slug, workspace, timeZone } = row;
  const values = { number, credits: creditsToNumber(BigInt(creditsMicro)) };
  await fanOut(
    ctx,
    { notice: { kind: what, values, href: `/w/${slug}/purchases/${purchaseId}`, effectKey }, audience: "company:read" },
    () => ({
      template: "money-back",
      props: { what, workspace, slug, purchaseId, number, creditsMicro, amountMinor, currency },
      timeZone,
    }),
  );
}
