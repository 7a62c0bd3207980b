import { createServer } from "node:http";
import { join } from "node:path";
import Stripe from "stripe";
import { afterAll, afterEach, expect, onTestFinished, test } from "vitest";
import { findEmbedded } from "../../db/embedded/cluster.mjs";
import { freePort } from "../../db/embedded/ports.mjs";
import { root } from "../../scripts/supervisor/paths.mjs";
import { clearDataDir, newDataDir, SaldoProcess } from "../../scripts/test/saldo-process.mjs";

const dataDir = newDataDir();
let sandbox;

afterEach(() => sandbox?.stop("SIGKILL"));
afterAll(async () => {
  await clearDataDir(join(dataDir, "sandbox"));
  await clearDataDir(dataDir);
});

async function run(settings) {
  const command = [join(root, "scripts/sandbox.mjs")];
  sandbox = await SaldoProcess.start({ dataDir, command, STRIPE_SANDBOX_PORT: String(await freePort()), ...settings });
  return sandbox;
}

/** What somebody reads who starts it, and the SDK as its words say to make one. */
async function start(settings) {
  await run(settings);
  await expect.poll(() => sandbox.output, { timeout: 40_000 }).toContain("Ctrl-C stops it.");
  const [, port] = /answers at http:\/\/127\.0\.0\.1:(\d+)/.exec(sandbox.output);
  const [key] = /sk_test_sandbox_\w+/.exec(sandbox.output);
  const [secret] = /whsec_\w{40,}/.exec(sandbox.output);
  return { key, secret, stripe: new Stripe(key, { host: "127.0.0.1", port, protocol: "http" }) };
}

/** The webhook of another project: it checks each signature as Stripe's documentation tells one to. */
async function shop() {
  const received = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request.setEncoding("utf8")) body += piece;
    received.push({ body, signature: request.headers["stripe-signature"] });
    response.end();
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${server.address().port}/webhook`, received };
}

test("another project pays with Stripe's SDK, knows its events by their signature, and finds everything again", async () => {
  const { url, received } = await shop();
  const first = await start({ STRIPE_SANDBOX_WEBHOOK_URL: url });
  const customer = await first.stripe.customers.create({ email: "ana@kianda.example" });
  const paid = await first.stripe.paymentIntents.create({
    amount: 2_500,
    currency: "eur",
    customer: customer.id,
    payment_method: "pm_card_visa",
    confirm: true,
    return_url: "http://localhost:4242/back",
  });
  expect(paid.status).toBe("succeeded");
  const events = ({ stripe, secret }) =>
    received.map(({ body, signature }) => stripe.webhooks.constructEvent(body, signature, secret));
  const told = (run) => events(run).map(({ type, data }) => [type, data.object.id]);
  await expect.poll(() => told(first), { timeout: 10_000 }).toContainEqual(["payment_intent.succeeded", paid.id]);
  const [{ body, signature }] = received;
  expect(() => first.stripe.webhooks.constructEvent(body, signature, "whsec_of_somebody_else")).toThrow("signature");
  expect(() => first.stripe.webhooks.constructEvent(`${body} `, signature, first.secret)).toThrow("signature");
  expect(await sandbox.stop()).toBe(0);

  const second = await start({ STRIPE_SANDBOX_WEBHOOK_URL: url });
  expect([second.key, second.secret]).toEqual([first.key, first.secret]);
  expect(await second.stripe.paymentIntents.retrieve(paid.id)).toMatchObject({ amount_received: 2_500 });
  expect((await second.stripe.webhookEndpoints.list()).data).toMatchObject([{ url, enabled_events: ["*"] }]);
  const later = await second.stripe.customers.update(customer.id, { name: "Ana" });
  await expect.poll(() => told(second), { timeout: 10_000 }).toContainEqual(["customer.updated", later.id]);
  expect(await sandbox.stop()).toBe(0);
});

const refused = [
  ["a port that is no number", { STRIPE_SANDBOX_PORT: "web" }, 'STRIPE_SANDBOX_PORT is "web", which is no port.'],
  ["a live key of Stripe, wherever it stands", { SHOP_KEY: "sk_live_12345678" }, "SHOP_KEY is a live key"],
  ["production", { NODE_ENV: "production" }, "does not start in production unless STRIPE_SANDBOX_IN_PRODUCTION is 1."],
  [
    "a webhook that is no address",
    { STRIPE_SANDBOX_WEBHOOK_URL: "shop" },
    "STRIPE_SANDBOX_WEBHOOK_URL must be an address like http://localhost:4242/webhook.",
  ],
  [
    "a webhook secret without a webhook",
    { STRIPE_SANDBOX_WEBHOOK_SECRET: "whsec_12345678" },
    "Set both STRIPE_SANDBOX_WEBHOOK_URL and STRIPE_SANDBOX_WEBHOOK_SECRET, or neither.",
  ],
  [
    "a database address that is none",
    { STRIPE_SANDBOX_DATABASE_URL: "localhost:5432" },
    "STRIPE_SANDBOX_DATABASE_URL must be an address like postgres://",
  ],
];

test.for(refused)("%s is refused in a sentence before anything is started", async ([, settings, sentence]) => {
  const place = newDataDir();
  onTestFinished(() => clearDataDir(place));
  await run({ dataDir: place, ...settings });
  expect(await sandbox.ended).toBe(1);
  expect(sandbox.output).toContain(sentence);
  expect(sandbox.output).not.toMatch(/^\s+at /m);
  expect(findEmbedded(join(place, "sandbox"))).toBeNull();
});

test("a database that cannot be reached is a sentence of the sandbox, not a stack", async () => {
  await run({ STRIPE_SANDBOX_DATABASE_URL: "postgres://somebody@127.0.0.1:1/sandbox" });
  expect(await sandbox.ended).toBe(1);
  expect(sandbox.output).toMatch(/The database of the Stripe sandbox cannot be used: .*ECONNREFUSED/);
  expect(sandbox.output).not.toMatch(/\|\s+at /);
});

test("a port that is taken is one sentence with a way out", async () => {
  const other = createServer();
  await new Promise((done) => other.listen(0, "127.0.0.1", done));
  onTestFinished(() => other.close());
  const { port } = other.address();
  await run({ STRIPE_SANDBOX_PORT: String(port) });
  expect(await sandbox.ended).toBe(1);
  expect(sandbox.output.trim()).toBe(
    `STRIPE_SANDBOX_PORT ${port} is already in use on 127.0.0.1. Stop the program that listens there, or choose another port, for example: STRIPE_SANDBOX_PORT=${port + 1} npm run sandbox`,
  );
});
