import type { Context } from "@/lib/context";
import type { Workspace } from "@/lib/gate/workspace";
import { readStanding } from "@/lib/plans/read-standing";

/** The answer of `GET /v1/credits`: whoever shows it elsewhere shows the same. */
export async function creditsAnswer(ctx: Context, workspace: Workspace) {
  const { balance, numbers, planRenewsAt } = await readStanding(ctx);
  return {
    balance: balance.availableMicro,
    currency: workspace.currency,
    updated_at: toTheSecond(balance.updatedAt),
    wallet: balance.walletMicro,
    plan: balance.planMicro,
    promo: balance.promoMicro,
    held: balance.heldMicro,
    plan_renews_at: planRenewsAt,
    numbers: numbers.map(({ id, name, phone, walletMicro }) => ({ id, name, phone, credits: walletMicro })),
  };
}

function toTheSecond(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / 1000) * 1000);
}
