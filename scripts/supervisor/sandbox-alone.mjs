import { join } from "node:path";
import { startEmbedded } from "../../db/embedded/cluster.mjs";
import { prepareSandbox, sandboxUrl } from "../../db/embedded/databases.mjs";
import { freePort } from "../../db/embedded/ports.mjs";
import { UnfitSetting } from "../../sandbox/shared/settings.mjs";
import { stripeSettings } from "../../sandbox/stripe/settings.mjs";
import { requireFreePort } from "./front-door.mjs";
import { say, step } from "./output.mjs";
import { dataDirOf } from "./paths.mjs";
import { install } from "./prepare.mjs";
import { answers } from "./ready.mjs";
import { Refusal } from "./refusal.mjs";
import { endLeftovers } from "./run-record.mjs";
import { portOf } from "./settings.mjs";
import { prepareContract, standInSecrets, stripePart } from "./stand-ins.mjs";

const usualPort = "12111";

/** A sandbox for another project: its own data beside the product's, so that both may run at once. */
export function planSandbox(settings) {
  const port = portOf(settings.STRIPE_SANDBOX_PORT ?? usualPort, "STRIPE_SANDBOX_PORT");
  requireFit(settings);
  return {
    name: "The sandbox",
    settings,
    port,
    host: "127.0.0.1",
    url: `http://127.0.0.1:${port}`,
    dataDir: join(dataDirOf(settings), "sandbox"),
  };
}

/** Its own rules, asked before anything is started; a secret that nobody has set is made later. */
function requireFit(settings) {
  const { STRIPE_SANDBOX_WEBHOOK_URL: webhook } = settings;
  try {
    stripeSettings({ ...(webhook && { STRIPE_SANDBOX_WEBHOOK_SECRET: "made later" }), ...settings });
  } catch (error) {
    throw error instanceof UnfitSetting ? new Refusal(error.message) : error;
  }
}

export async function bringUpSandbox(plan, supervisor, record) {
  const task = (...args) => supervisor.task(...args);
  await endLeftovers(plan.dataDir);
  await requireFreePort(plan, "STRIPE_SANDBOX_PORT");
  record.note({ url: plan.url });
  await install(task, plan.settings);
  await prepareContract(task, plan.settings);
  const secrets = standInSecrets(plan.dataDir);
  const databaseUrl = plan.settings.STRIPE_SANDBOX_DATABASE_URL ?? (await startDatabase(plan, secrets, supervisor));
  const { STRIPE_SANDBOX_WEBHOOK_URL: webhook } = plan.settings;
  const environment = {
    ...(webhook && { STRIPE_SANDBOX_WEBHOOK_SECRET: secrets.stripe.webhook }),
    ...plan.settings,
    STRIPE_SANDBOX_DATABASE_URL: databaseUrl,
    STRIPE_SANDBOX_PORT: String(plan.port),
  };
  await step("stripe", "starting the sandbox", async () => {
    supervisor.start(stripePart(environment));
    await answers(`${plan.url}/healthz`, supervisor);
  });
  if (!supervisor.isEnding) welcome(plan, secrets);
}

async function startDatabase({ dataDir }, secrets, supervisor) {
  let server;
  await step("database", "starting the embedded PostgreSQL", async () => {
    server = await startEmbedded({ dataDir, adminPassword: secrets.administrator, port: await freePort() });
    supervisor.adopt("postgres", server.child, server.stop);
    await prepareSandbox({ adminUrl: server.adminUrl, password: secrets.database });
  });
  return sandboxUrl({ port: server.port, password: secrets.database });
}

function welcome({ url, port, settings, dataDir }, { stripe }) {
  const webhook = settings.STRIPE_SANDBOX_WEBHOOK_URL;
  const lines = [
    `The Stripe sandbox answers at ${url}, and people see what is in it at ${url}/_sandbox`,
    `Key              ${stripe.key}   (any other sk_test_… is taken too)`,
    webhook
      ? `Webhook          every event goes to ${webhook}, signed with ${settings.STRIPE_SANDBOX_WEBHOOK_SECRET ?? stripe.webhook}`
      : `Webhook secret   ${stripe.webhook}   (set STRIPE_SANDBOX_WEBHOOK_URL and it signs every event sent there)`,
    "",
    `Node             new Stripe(key, { host: "127.0.0.1", port: ${port}, protocol: "http" })`,
    `Command line     stripe trigger payment_intent.succeeded --api-key ${stripe.key} --api-base ${url}`,
    `Webhooks         curl -u ${stripe.key}: ${url}/v1/webhook_endpoints -d url=http://localhost:4242/webhook -d "enabled_events[]=*"`,
    "",
    `What it knows is kept in ${dataDir}. No real money moves. Ctrl-C stops it.`,
  ];
  for (const line of lines) say("sandbox", line);
}
