import { pairIn, portIn, refuseInProduction, refuseLiveKeys, required } from "../shared/settings";
import { untilStopped } from "../shared/until-stopped";
import { loadContract } from "./contract/contract";
import { complaint } from "./judge/complaint.mjs";
import { createSandbox } from "./sandbox";

refuseInProduction("The Stripe sandbox", "STRIPE_SANDBOX_IN_PRODUCTION");
refuseLiveKeys("the Stripe sandbox");
const [url, secret] = pairIn("STRIPE_SANDBOX_WEBHOOK_URL", "STRIPE_SANDBOX_WEBHOOK_SECRET") ?? [];

const sandbox = await createSandbox({
  databaseUrl: required("STRIPE_SANDBOX_DATABASE_URL", "the database of the Stripe sandbox"),
  port: portIn("STRIPE_SANDBOX_PORT"),
  publicUrl: process.env.STRIPE_SANDBOX_PUBLIC_URL || undefined,
  judge: process.env.STRIPE_SANDBOX_JUDGE === "1" ? await outspokenJudge() : undefined,
  ...(url && secret && { endpoint: { url, secret } }),
});
console.log(JSON.stringify({ url: sandbox.url }));
untilStopped(sandbox.close);

/** Loaded only where it is asked for: its validator is no part of what a demo needs. */
async function outspokenJudge() {
  const { Judge } = await import("./judge/judge");
  return new Judge(await loadContract(), (violation) => console.error(complaint(violation)));
}
