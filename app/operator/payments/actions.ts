"use server";

import { z } from "zod";
import { operatorAction } from "@/app/_gate/form-action";
import { AppError } from "@/lib/errors";
import { operateIn } from "@/lib/gate/operator";
import { parseMoney } from "@/lib/money";
import { replayEvent } from "@/lib/payments/provider-events/replay-event";
import { findPurchases } from "@/lib/payments/reviews/data";
import { decideReview } from "@/lib/payments/reviews/decide-review";
import { returnMoney } from "@/lib/payments/reviews/return-money";
import { refundPurchase } from "@/lib/purchases/refund-purchase";
import { freezeWorkspace } from "@/lib/workspaces/freeze-workspace";

const reason = z.string().trim().min(3).max(500);
const id = z.string().min(1).max(255);

export const replay = operatorAction(
  "operator.replayEvent",
  { input: z.strictObject({ provider: z.enum(["stripe", "bank"]), id }) },
  async (ctx, event) => {
    await replayEvent(ctx, event);
    return { done: "operator-payments.events.replayed" };
  },
);

const decision = z.strictObject({
  review: id,
  how: z.enum(["part", "price", "match", "return", "dismiss"]),
  purchase: z.string().trim().max(64),
  reason,
});

export const decide = operatorAction(
  "operator.decideReview",
  { input: decision },
  async (ctx, { review, how, purchase, reason: why }) => {
    if (how === "return") await returnMoney(ctx, review, why);
    else if (how !== "match") await decideReview(ctx, review, { how }, why);
    else {
      const found = (await findPurchases(ctx, purchase)).map((row) => row.purchase);
      const [meant, ...others] = found.filter(({ id: own, number }) => own === purchase || number === purchase);
      if (!meant || others.length > 0) throw new AppError("invalid", "review_which_purchase", { field: "purchase" });
      await decideReview(ctx, review, { how, workspaceId: meant.workspaceId, purchaseId: meant.id }, why);
    }
    return { done: "operator-payments.reviews.decided" };
  },
);

export const refund = operatorAction(
  "operator.refund",
  {
    input: z.strictObject({
      workspace: id,
      purchase: id,
      currency: id,
      refund: id,
      amount: z.string().max(40),
      reason,
    }),
  },
  async (ctx, { workspace, purchase: purchaseId, currency, refund: refundId, amount, reason: why }) => {
    const amountMinor = parseMoney(amount, currency);
    if (amountMinor === null || amountMinor <= 0n) throw new AppError("invalid", "invalid", { field: "amount" });
    const inside = await operateIn(ctx, workspace);
    await refundPurchase(inside, { id: refundId, purchaseId, amountMinor, reason: why });
    return { done: "operator-payments.search.refundAsked" };
  },
);

export const freeze = operatorAction(
  "operator.freeze",
  { input: z.strictObject({ workspace: id, frozen: z.enum(["0", "1"]), reason }) },
  async (ctx, { workspace, frozen, reason: why }) => {
    const isFrozen = await freezeWorkspace(await operateIn(ctx, workspace), frozen === "1", why);
    return { done: `operator-payments.search.${isFrozen ? "isFrozen" : "isFree"}` };
  },
);
