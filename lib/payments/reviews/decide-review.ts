import "server-only";
import { and, eq } from "drizzle-orm";
import { type Db, inOperation, inWorkspace } from "@/db";
import { reviews } from "@/db/schema/payments";
import { purchases } from "@/db/schema/purchases";
import { recordAudit } from "@/lib/audit/record-audit";
import { actorText, type Context, type OperatorContext, type WorkspaceId } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { lockPurchase } from "@/lib/purchases/lock-purchase";
import { noteStep } from "@/lib/purchases/note-step";
import { acceptAsPart, acceptAsPrice, type Money } from "./accept-money";

export type Review = typeof reviews.$inferSelect;

export type Decision =
  /** Credits for what was paid, at the purchase's price; or what was paid is taken for the price. */
  | { how: "part" | "price" }
  /** The money belongs to that purchase. */
  | { how: "match"; workspaceId: WorkspaceId; purchaseId: string }
  | { how: "return" | "dismiss" };

const states = {
  part: "accepted",
  price: "accepted",
  match: "matched",
  return: "returned",
  dismiss: "dismissed",
} as const satisfies Record<Decision["how"], Review["state"]>;

/** Says what becomes of money that did not fit, once; what follows from it is the same transaction. */
export function decideReview(ctx: OperatorContext, id: string, decision: Decision, note: string): Promise<void> {
  return inOperation(ctx, async (tx) => {
    const review = await lockReview(tx, id);
    const workspaceId = decision.how === "match" ? decision.workspaceId : (review.workspaceId as WorkspaceId | null);
    const purchaseId = decision.how === "match" ? decision.purchaseId : review.purchaseId;
    const state = states[decision.how];
    if (workspaceId && purchaseId) {
      const inside: Context = { ...ctx, db: tx, workspaceId };
      await inWorkspace(inside, () => follow(inside, { ...review, purchaseId }, decision.how));
      await noteStep(inside, purchaseId, "reviewed", { decision: state });
      await recordAudit(inside, {
        action: `review.${decision.how}`,
        target: purchaseId,
        before: { review: id, kind: review.kind },
        after: { state, received: String(review.receivedMinor), currency: review.currency, reason: note },
      });
    } else if (decision.how === "part" || decision.how === "price") {
      throw new AppError("conflict", "review_without_purchase");
    }
    await tx
      .update(reviews)
      .set({ state, note, decidedAt: ctx.now, decidedBy: actorText(ctx.actor), workspaceId, purchaseId })
      .where(eq(reviews.id, id));
  });
}

export async function lockReview(tx: Db, id: string): Promise<Review> {
  const [review] = await tx.select().from(reviews).where(eq(reviews.id, id)).for("no key update");
  if (!review) throw new AppError("not_found");
  if (review.state !== "open") throw new AppError("conflict", "review_decided");
  return review;
}

async function follow(ctx: Context, review: Review & { purchaseId: string }, how: Decision["how"]): Promise<void> {
  const purchase = await lockPurchase(ctx.db, ctx, review.purchaseId);
  const money = moneyOf(review);
  if (how === "price") return acceptAsPrice(ctx, purchase, money);
  if (how === "match" && money.amountMinor === purchase.totalMinor && purchase.status !== "paid")
    return acceptAsPrice(ctx, purchase, money);
  if (how === "match" || how === "part") await acceptAsPart(ctx, purchase, money);
  // What was bought is not coming any more: what came was used otherwise or goes back.
  await ctx.db
    .update(purchases)
    .set({ status: "canceled", statusAt: ctx.now })
    .where(
      and(eq(purchases.workspaceId, ctx.workspaceId), eq(purchases.id, purchase.id), eq(purchases.status, "review")),
    );
}

/** Of too much only the surplus is undecided: the price was taken when it came. */
export function moneyOf({ kind, receivedMinor, expectedMinor, currency, provider, paymentId }: Review): Money {
  const taken = kind === "over" ? (expectedMinor ?? 0n) : 0n;
  return { amountMinor: receivedMinor - taken, currency, provider, paymentId };
}
