import { addressIn, databaseIn, portIn, refuseInProduction, refuseLiveKeys, targetIn } from "../shared/settings.mjs";

/**
 * What the Stripe sandbox is told at its start; it throws what it cannot start with. It needs no package, so that a start
 * can ask before it installs any.
 * @param {import("../shared/settings.mjs").Settings} settings
 */
export function stripeSettings(settings = process.env) {
  refuseInProduction("The Stripe sandbox", "STRIPE_SANDBOX_IN_PRODUCTION", settings);
  refuseLiveKeys("the Stripe sandbox", settings);
  return {
    databaseUrl: databaseIn("STRIPE_SANDBOX_DATABASE_URL", settings),
    port: portIn("STRIPE_SANDBOX_PORT", settings),
    publicUrl: addressIn("STRIPE_SANDBOX_PUBLIC_URL", ["http:", "https:"], "http://localhost:3000/sandbox", settings),
    endpoint: targetIn("STRIPE_SANDBOX_WEBHOOK_URL", "STRIPE_SANDBOX_WEBHOOK_SECRET", settings),
    isJudged: settings.STRIPE_SANDBOX_JUDGE === "1",
  };
}
