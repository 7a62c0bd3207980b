import "server-only";
import Stripe from "stripe";
import { env } from "@/lib/env";

const version = "2026-10-28.endive";

let kept: { key: string; at: string | undefined; client: Stripe } | undefined;

/** Stripe itself, or the sandbox that stands in for it: only the key, the host and the port differ. */
export function stripe(): Stripe {
  const { STRIPE_SECRET_KEY: key, STRIPE_API_URL: at } = env();
  if (kept?.key !== key || kept.at !== at) {
    kept = { key, at, client: new Stripe(key, { ...options, ...(at && placeOf(at)) }) };
  }
  return kept.client;
}

// Every request of ours carries a key of its own, so that one that is sent again after silence does its work once.
const options = { apiVersion: version, maxNetworkRetries: 2, timeout: 20_000, telemetry: false } as const;

function placeOf(at: string) {
  const { hostname, port } = new URL(at);
  return { host: hostname, port: Number(port), protocol: "http" } as const;
}

export type StripeAccount = { account: string; livemode: boolean };

let account: { key: string; found: Promise<StripeAccount> } | undefined;

/** Whose account the key opens; asked once per key. */
export function stripeAccount(): Promise<StripeAccount> {
  const { STRIPE_SECRET_KEY: key } = env();
  if (account?.key !== key) {
    const found = stripe()
      .accounts.retrieveCurrent()
      .then(({ id }) => ({ account: id, livemode: key.includes("_live_") }));
    account = { key, found };
    found.catch(() => {
      // The next caller asks again; whoever waits for this answer hears of it.
      account = undefined;
    });
  }
  return account.found;
}
