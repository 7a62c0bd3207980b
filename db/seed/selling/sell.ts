import "server-only";
import { and, eq } from "drizzle-orm";
import { inSystem, inWorkspace } from "@/db";
import { purchases } from "@/db/schema/purchases";
import { outbox } from "@/db/schema/work";
import { workspaces } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { newId } from "@/lib/ids";
import type { Buyer } from "@/lib/purchases/buyer";
import type { Purchase } from "@/lib/purchases/lock-purchase";
import { quotePurchase } from "@/lib/purchases/quote-purchase";
import { type NewPurchase, startPurchase } from "@/lib/purchases/start-purchase";
import { termsVersion } from "@/lib/purchases/terms-of-use";
import { readCompany } from "@/lib/workspaces/data";
import type { Till } from "./till";

/** From the click on the page that sells to the paid card. */
const tripMs = 95_000;
const least = 1_000;
const most = 1_000_000;

export type Wish = { credits: number } & Partial<
  Pick<NewPurchase, "pocket" | "rhythm" | "method" | "paymentMethodId" | "bank">
>;

/** Credits that were bought and paid at the moment of `ctx`; nobody is told of it any more. */
export async function sell(ctx: Context, till: Till, wish: Wish): Promise<Purchase> {
  const purchase = await order({ ...ctx, now: new Date(ctx.now.getTime() - tripMs) }, wish);
  await till(ctx, purchase);
  await inSystem(ctx.db, (tx) =>
    tx
      .update(outbox)
      .set({ status: "done", finishedAt: ctx.now })
      .where(and(eq(outbox.workspaceId, ctx.workspaceId), eq(outbox.effectKey, `paid:${purchase.id}`))),
  );
  return purchase;
}

/** Written down and not paid. One that a seed which was interrupted had begun is gone on with. */
export async function order(ctx: Context, { credits, ...more }: Wish): Promise<Purchase> {
  const begun = await inWorkspace(ctx, (tx) =>
    tx
      .select()
      .from(purchases)
      .where(and(eq(purchases.workspaceId, ctx.workspaceId), eq(purchases.createdAt, ctx.now))),
  );
  const pocket = more.pocket ?? "main";
  const known = begun.find((purchase) => purchase.pocket === pocket);
  if (known) return known;
  const choice = {
    creditsMicro: wholeCredits(Math.min(Math.max(credits, least), most)),
    rhythm: more.rhythm ?? "once",
  };
  const buyer = await buyerOf(ctx);
  const { taxed, offer } = await quotePurchase(ctx, { ...choice, buyer });
  return startPurchase(ctx, {
    method: "card",
    paymentMethodId: null,
    bank: null,
    keepsCard: false,
    ...more,
    ...choice,
    pocket,
    buyer,
    id: newId("pur", ctx.now.getTime()),
    seen: { totalMinor: taxed.totalMinor, currency: offer.currency },
    termsVersion,
  });
}

async function buyerOf(ctx: Context): Promise<Buyer> {
  const { legalName, receiptsEmail, isComplete: _isComplete, ...place } = await readCompany(ctx);
  const [workspace] = await inWorkspace(ctx, (tx) =>
    tx.select({ name: workspaces.name }).from(workspaces).where(eq(workspaces.id, ctx.workspaceId)),
  );
  return { ...place, name: legalName || (workspace?.name ?? ""), email: receiptsEmail, orderNumber: "" };
}
