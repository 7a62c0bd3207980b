import { readCredits } from "@/app/_api/operations/credits";
import { apiRoute, operation } from "@/app/_gate/api-route";
import { readBalance } from "@/lib/ledger/balance";
import { listNumberCredits } from "@/lib/numbers/data";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute("/v1/credits", [
  operation(readCredits)(async ({ ctx, workspace }) => {
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
  }),
]);

function toTheSecond(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / 1000) * 1000);
}
