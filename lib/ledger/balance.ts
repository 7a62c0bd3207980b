import "server-only";
import { and, eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { pockets } from "@/db/schema/ledger";
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
  updatedAt: Date;
};

/** Always from the primary: an acknowledged change is in the next answer. */
export function readBalance(ctx: Context): Promise<Balance> {
  return inWorkspace(ctx, async (tx) => {
    const [pocket] = await tx
      .select()
      .from(pockets)
      .where(and(eq(pockets.workspaceId, ctx.workspaceId), eq(pockets.id, "main")));
    invariant(pocket, "every workspace is made with its main pocket");
    const { planMicro, promoMicro, heldMicro, updatedAt } = pocket;
    const walletMicro = pocket.walletMicro - pocket.debtMicro;
    return {
      availableMicro: planMicro + promoMicro + walletMicro,
      planMicro,
      promoMicro,
      walletMicro,
      heldMicro,
      updatedAt,
    };
  });
}
