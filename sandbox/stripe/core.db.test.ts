import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadContract } from "./contract/contract";
import { Judge } from "./judge/judge";
import { createSandbox, type Sandbox } from "./sandbox";

let sandbox: Sandbox;
let stripe: Stripe;
let judge: Judge;

beforeAll(async () => {
  judge = new Judge(await loadContract());
  sandbox = await createSandbox({
    databaseUrl: process.env.DATABASE_MIGRATOR_URL ?? "",
    judge,
    waitsMs: [20],
  });
  stripe = new Stripe("sk_test_core", {
    host: "127.0.0.1",
    port: sandbox.port,
    protocol: "http",
    maxNetworkRetries: 0,
  });
});
afterAll(async () => {
  await sandbox.close();
  expect(judge.violations).toEqual([]);
});

test("a customer is created, changed, found, expanded and deleted", async () => {
  const made = await stripe.customers.create({
    email: "ana@kianda.example",
    name: "Ana",
    metadata: { workspace: "ws_1", size: "10" },
    address: { city: "Luanda", country: "AO" },
    tax_id_data: [{ type: "eu_vat", value: "DE123456789" }],
  });
  expect(made).toMatchObject({ email: "ana@kianda.example", metadata: { size: "10" }, address: { line1: null } });
  const changed = await stripe.customers.update(made.id, { metadata: { size: "", more: "1" }, address: "" });
  expect(changed).toMatchObject({ metadata: { workspace: "ws_1", more: "1" }, address: null });
  const expanded = await stripe.customers.retrieve(made.id, { expand: ["tax_ids"] });
  expect(expanded).toMatchObject({ tax_ids: { data: [{ value: "DE123456789" }] } });
  expect((await stripe.customers.list({ email: "ana@kianda.example" })).data).toHaveLength(1);
  expect(await stripe.customers.del(made.id)).toMatchObject({ deleted: true });
  expect(await stripe.customers.retrieve(made.id)).toMatchObject({ deleted: true });
  await expect(stripe.customers.update(made.id, { name: "x" })).rejects.toMatchObject({ code: "resource_missing" });
});

test("every event reaches who listens, signed", async () => {
  const got: Stripe.Event[] = [];
  let secret = "";
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    got.push(
      await stripe.webhooks.constructEventAsync(
        Buffer.concat(chunks),
        String(request.headers["stripe-signature"]),
        secret,
      ),
    );
    response.end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  const endpoint = await stripe.webhookEndpoints.create({ url, enabled_events: ["product.created", "price.created"] });
  secret = endpoint.secret ?? "";
  await stripe.prices.create({ currency: "eur", unit_amount: 900, product_data: { name: "Credits" } });
  await sandbox.settled();
  expect(got.map(({ type }) => type).sort()).toEqual(["price.created", "product.created"]);
  const [told] = (await stripe.events.list({ type: "price.created" })).data;
  expect(told).toMatchObject({ pending_webhooks: 0, request: { id: expect.stringMatching(/^req_/) } });
  await stripe.webhookEndpoints.del(endpoint.id);
  await new Promise((done) => server.close(done));
});

test("the same key gets the same answer, with other parameters a refusal", async () => {
  const once = await stripe.coupons.create({ percent_off: 5 }, { idempotencyKey: "k1" });
  const again = await stripe.coupons.create({ percent_off: 5 }, { idempotencyKey: "k1" });
  expect(again.id).toBe(once.id);
  expect(again.lastResponse.headers["idempotent-replayed"]).toBe("true");
  await expect(stripe.coupons.create({ percent_off: 6 }, { idempotencyKey: "k1" })).rejects.toMatchObject({
    type: "StripeIdempotencyError",
  });
});

test("a malformed call is the error class the SDK has for it", async () => {
  const wrong = stripe as Stripe & { rawRequest: Stripe["rawRequest"] };
  await expect(wrong.rawRequest("POST", "/v1/customers", { nam: "x" })).rejects.toMatchObject({
    code: "parameter_unknown",
    param: "nam",
  });
  await expect(stripe.products.retrieve("prod_nothing")).rejects.toMatchObject({
    type: "StripeInvalidRequestError",
    statusCode: 404,
  });
  await expect(wrong.rawRequest("POST", "/v1/prices", { unit_amount: "x", currency: "eur" })).rejects.toMatchObject({
    code: "parameter_invalid_integer",
  });
  await expect(
    new Stripe("sk_live_x", { host: "127.0.0.1", port: sandbox.port, protocol: "http" }).customers.list(),
  ).rejects.toMatchObject({
    type: "StripeAuthenticationError",
  });
});

test("a test clock goes forward and says so", async () => {
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: 1_769_817_600 });
  const customer = await stripe.customers.create({ test_clock: clock.id });
  expect(customer.created).toBe(1_769_817_600);
  await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: 1_769_817_600 + 86_400 });
  await sandbox.settled();
  expect(await stripe.testHelpers.testClocks.retrieve(clock.id)).toMatchObject({
    status: "ready",
    frozen_time: 1_769_904_000,
  });
});
