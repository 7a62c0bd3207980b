import "server-only";
import type { ProviderName } from "@/db/schema/payments";
import { invariant } from "@/lib/errors";
import { byStripe } from "./by-stripe";
import type { PaymentProvider } from "./provider";

const providers: Partial<Record<ProviderName, PaymentProvider>> = { stripe: byStripe };

export function providerOf(name: ProviderName): PaymentProvider {
  const provider = providers[name];
  invariant(provider, `payments by ${name} can be asked about`);
  return provider;
}

/** What a buyer can be offered: a provider that nobody has set up takes no money. */
export function hasProvider(name: ProviderName): boolean {
  return providers[name] !== undefined;
}
