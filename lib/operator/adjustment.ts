import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db";
import type { adjustments } from "@/db/schema/adjustments";
import { workspaces } from "@/db/schema/workspaces";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context, OperatorContext, WorkspaceId } from "@/lib/context";
import { creditsToDecimal, creditsToNumber } from "@/lib/credits";
import { AppError } from "@/lib/errors";
import { grantCredits } from "@/lib/ledger/grant-credits";
import { withdrawCredits } from "@/lib/ledger/move-credits";
import { announce } from "@/lib/notifications/announce";

export type Adjustment = typeof adjustments.$inferSelect;

/** One adjustment of a workspace at a time, so that what an operator has given today is counted whole. */
export async function lockAdjustments(tx: Db, workspaceId: WorkspaceId): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('saldo-adjustments'), hashtext(${workspaceId}))`);
}

export async function insideOf(ctx: OperatorContext, tx: Db, workspaceId: WorkspaceId): Promise<Context> {
  if ((await tx.$count(workspaces, eq(workspaces.id, workspaceId))) === 0) throw new AppError("not_found");
  return { ...ctx, db: tx, workspaceId };
}

/** Moves the credits, once for each adjustment, and tells the workspace's people why. */
export async function carryOut(ctx: Context, adjustment: Adjustment): Promise<void> {
  const { id, kind, creditsMicro, expiresAt, reason } = adjustment;
  if (expiresAt && expiresAt <= ctx.now) throw new AppError("invalid", "expiry_past", { field: "expiresOn" });
  const effect = { effectKey: `adjustment:${id}`, reference: id };
  if (creditsMicro > 0n) {
    const where = kind === "promo" ? ({ fund: "promo", source: "promo" } as const) : toWallet;
    await grantCredits(ctx, { ...where, ...effect, amountMicro: creditsMicro, expiresAt });
  } else await takeAway(ctx, -creditsMicro, effect);
  const notice = kind === "promo" ? "promo_given" : creditsMicro > 0n ? "credits_given" : "credits_taken";
  const credits = creditsToNumber(creditsMicro < 0n ? -creditsMicro : creditsMicro);
  await announce(ctx, {
    notice: { kind: notice, values: { credits, reason }, effectKey: `adjustment:${id}` },
    audience: "company:read",
  });
}

const toWallet = { fund: "wallet", source: "adjustment" } as const;

async function takeAway(ctx: Context, amountMicro: bigint, effect: { effectKey: string; reference: string }) {
  const taken = await withdrawCredits(ctx, { ...effect, amountMicro });
  if (taken.status === "insufficient") {
    const there = creditsToNumber(amountMicro - taken.shortByMicro);
    throw new AppError("conflict", "too_few_to_take", { field: "credits", values: { there } });
  }
}

export function noteAdjustment(ctx: Context, did: "give" | "ask" | "accept" | "refuse", adjustment: Adjustment) {
  const { id, kind, creditsMicro, reason, expiresAt, askedBy } = adjustment;
  const credits = creditsToDecimal(creditsMicro);
  return recordAudit(ctx, {
    action: `credits.${did}`,
    target: id,
    after: { kind, credits, reason, expiresAt: expiresAt?.toISOString() ?? null, askedBy },
  });
}
