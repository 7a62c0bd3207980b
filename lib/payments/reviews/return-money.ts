import "server-only";
import { inOperation } from "@/db";
import type { Context, OperatorContext, WorkspaceId } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { providerOf } from "../providers";
import { decideReview, lockReview, moneyOf } from "./decide-review";

/**
 * The money goes back: by the provider where it can, under the review's own name, so that a second press gives back nothing more;
 * else by hand, and the note says how.
 */
export async function returnMoney(ctx: OperatorContext, id: string, note: string): Promise<void> {
  const review = await inOperation(ctx, (tx) => lockReview(tx, id));
  const { refund } = providerOf(review.provider);
  if (refund && review.workspaceId) {
    const inside: Context = { ...ctx, workspaceId: review.workspaceId as WorkspaceId };
    const asked = await refund(inside, review.externalId, {
      refundId: review.id,
      amountMinor: moneyOf(review).amountMinor,
    });
    if (!asked) throw new AppError("conflict", "refund_refused");
  }
  await decideReview(ctx, id, { how: "return" }, note);
}
