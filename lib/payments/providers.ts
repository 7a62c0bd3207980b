import "server-only";
import type { ProviderName } from "@/db/schema/payments";
import { bankSettings } from "@/lib/bank/client";
import { byBank } from "./by-bank";
import { byStripe } from "./by-stripe";
import type { PaymentProvider } from "./provider";

const providers: Record<ProviderName, PaymentProvider> = { stripe: byStripe, bank: byBank };

export function providerOf(name: ProviderName): PaymentProvider {
  return providers[name];
}

/** What a buyer can be offered: a provider that nobody has set up takes no money. */
export function hasProvider(name: ProviderName): boolean {
  return name === "stripe" || bankSettings() !== null;
}
