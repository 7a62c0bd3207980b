import type { Context } from "@/lib/context";
import type { Workspace } from "@/lib/gate/workspace";
import { readBalance } from "@/lib/ledger/balance";
import { listNumberCredits } from "@/lib/numbers/data";

/** The answer of `GET /v1/credits`: whoever shows it elsewhere shows the same. */
export async function creditsAnswer(ctx: Context, workspace: Workspace) {
  const [balance, numbers] = await Promise.all([readBalance(ctx), listNumberCredits(ctx)]);
  return {
    balance: balance.availableMicro,
    currency: workspace.currency,
    updated_at: toTheSecond(balance.updatedAt),
    wallet: balance.walletMicro,
    plan: balance.planMicro,
    promo: balance.promoMicro,
    held: balance.heldMicro,
    plan_renews_at: null,
    numbers: numbers.map(({ id, name, phone, walletMicro }) => ({ id, name, phone, credits: walletMicro })),
  };
}

function toTheSecond(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / 1000) * 1000);
}
