import "server-only";
import { sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { actorText, type Context } from "@/lib/context";
import { invariant } from "@/lib/errors";

export type Claim = {
  /** The effect under which the credits came in: `purchase:…`, `renewal:…`. */
  origin: string;
  /** How many of them have gone back, counted from the whole. */
  takenMicro: bigint;
  /** How many more are held until a dispute is decided. */
  keptMicro: bigint;
  effectKey: string;
  reference: string;
};

export type Claimed = {
  takenMicro: bigint;
  /** What could be held; what was used before cannot. */
  keptMicro: bigint;
  /** What of it became debt, or, below zero, ceased to be. */
  debtMicro: bigint;
};

/** Brings what is taken and what is kept back of a purchase to what is said, whatever it was before; said again, it changes nothing. */
export function claimCredits(ctx: Context, claim: Claim): Promise<Claimed> {
  invariant(claim.takenMicro >= 0n && claim.keptMicro >= 0n, "a claim is not less than nothing");
  return inWorkspace(ctx, async (tx) => {
    const [row] = await tx.execute<{ taken: string; kept: string; debt: string }>(sql`
      select taken::text, kept::text, debt::text from books.claim_credits(${ctx.workspaceId}, ${ctx.now.toISOString()}::timestamptz,
        ${claim.origin}, ${String(claim.takenMicro)}::bigint, ${String(claim.keptMicro)}::bigint, ${claim.effectKey},
        ${actorText(ctx.actor)}, ${claim.reference})`);
    invariant(row, "a function answers with a row");
    return { takenMicro: BigInt(row.taken), keptMicro: BigInt(row.kept), debtMicro: BigInt(row.debt) };
  });
}
