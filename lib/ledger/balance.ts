import "server-only";
import { and, eq, lte, sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { lots, pockets } from "@/db/schema/ledger";
import type { Context } from "@/lib/context";
import { invariant } from "@/lib/errors";

export type Balance = {
  /** What can be spent now: plan, promo and wallet, after debt. */
  availableMicro: bigint;
  planMicro: bigint;
  promoMicro: bigint;
  /** The wallet as people see it: bought credits minus debt. */
  walletMicro: bigint;
  heldMicro: bigint;
  /** Below this somebody wants to be told; null watches nothing. */
  lowMicro: bigint | null;
  /** Whether anything was ever posted. */
  hasMoved: boolean;
  updatedAt: Date;
};

const expiredOf = (fund: "plan" | "promo" | "wallet") =>
  sql`coalesce(sum(${lots.remainingMicro}) filter (where ${lots.fund} = ${fund}), 0)`.mapWith(BigInt);

/**
 * Always from the primary: an acknowledged change is in the next answer. A lot that has expired counts as nothing from its
 * minute on, also before anybody has written it off.
 */
export function readBalance(ctx: Context): Promise<Balance> {
  return inWorkspace(ctx, async (tx) => {
    const [row] = await tx
      .select({
        pocket: pockets,
        expired: { plan: expiredOf("plan"), promo: expiredOf("promo"), wallet: expiredOf("wallet") },
      })
      .from(pockets)
      .leftJoin(
        lots,
        and(
          eq(lots.workspaceId, pockets.workspaceId),
          eq(lots.pocket, pockets.id),
          eq(lots.isOpen, true),
          lte(lots.expiresAt, ctx.now),
        ),
      )
      .where(and(eq(pockets.workspaceId, ctx.workspaceId), eq(pockets.id, "main")))
      .groupBy(pockets.workspaceId, pockets.id);
    invariant(row, "every workspace is made with its main pocket");
    const { pocket, expired } = row;
    const planMicro = pocket.planMicro - expired.plan;
    const promoMicro = pocket.promoMicro - expired.promo;
    const walletMicro = pocket.walletMicro - expired.wallet - pocket.debtMicro;
    return {
      availableMicro: planMicro + promoMicro + walletMicro,
      planMicro,
      promoMicro,
      walletMicro,
      heldMicro: pocket.heldMicro,
      lowMicro: pocket.lowMicro,
      hasMoved: pocket.tx > 0n,
      updatedAt: pocket.updatedAt,
    };
  });
}
