import { runStandIn } from "../shared/run-stand-in";
import { required } from "../shared/settings.mjs";
import { loadContract } from "./contract/contract";
import { complaint } from "./judge/complaint.mjs";
import { createSandbox } from "./sandbox";
import { stripeSettings } from "./settings.mjs";

await runStandIn(async () => {
  const { isJudged, ...settings } = stripeSettings();
  const databaseUrl = required("STRIPE_SANDBOX_DATABASE_URL", "the database of the Stripe sandbox");
  return createSandbox({ ...settings, databaseUrl, judge: isJudged ? await outspokenJudge() : undefined });
});

/** Loaded only where it is asked for: its validator is no part of what a demo needs. */
async function outspokenJudge() {
  const { Judge } = await import("./judge/judge");
  return new Judge(await loadContract(), (violation) => console.error(complaint(violation)));
}
