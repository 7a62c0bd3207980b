import { creditsToDecimal } from "@/lib/credits";
import type { Balance } from "@/lib/ledger/balance";

/** Written as text: a JSON number of our own digits is exact, one that passed through a float may not be. */
export function creditsBody(balance: Balance, currency: string): string {
  const fields: [string, string][] = [
    ["balance", creditsToDecimal(balance.availableMicro)],
    ["currency", JSON.stringify(currency)],
    ["updated_at", JSON.stringify(balance.updatedAt.toISOString().replace(/\.\d+Z$/, "Z"))],
    ["wallet", creditsToDecimal(balance.walletMicro)],
    ["plan", creditsToDecimal(balance.planMicro)],
    ["promo", creditsToDecimal(balance.promoMicro)],
    ["held", creditsToDecimal(balance.heldMicro)],
    ["plan_renews_at", "null"],
    ["numbers", "[]"],
  ];
  return `{${fields.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(",")}}`;
}
