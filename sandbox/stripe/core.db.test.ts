import Stripe from "stripe";
import { expect, test } from "vitest";
import { openMailbox } from "../shared/testing/mailbox";
import { sandboxOfThisFile } from "./testing/run-sandbox";

const running = sandboxOfThisFile();

test("a customer is created, changed, found, expanded and deleted", async () => {
  const { stripe } = running();
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
  const { sandbox, stripe } = running();
  const got: Stripe.Event[] = [];
  let secret = "";
  const { url, close } = await openMailbox(async ({ body, headers }) => {
    got.push(await stripe.webhooks.constructEventAsync(body, String(headers["stripe-signature"]), secret));
    return undefined;
  });
  const endpoint = await stripe.webhookEndpoints.create({ url, enabled_events: ["product.created", "price.created"] });
  secret = endpoint.secret ?? "";
  await stripe.prices.create({ currency: "eur", unit_amount: 900, product_data: { name: "Credits" } });
  await sandbox.settled();
  expect(got.map(({ type }) => type).sort()).toEqual(["price.created", "product.created"]);
  const [told] = (await stripe.events.list({ type: "price.created" })).data;
  expect(told).toMatchObject({ pending_webhooks: 0, request: { id: expect.stringMatching(/^req_/) } });
  await stripe.webhookEndpoints.del(endpoint.id);
  await close();
});

test("the same key gets the same answer, with other parameters a refusal", async () => {
  const { stripe } = running();
  const once = await stripe.coupons.create({ percent_off: 5 }, { idempotencyKey: "k1" });
  const again = await stripe.coupons.create({ percent_off: 5 }, { idempotencyKey: "k1" });
  expect(again.id).toBe(once.id);
  expect(again.lastResponse.headers["idempotent-replayed"]).toBe("true");
  await expect(stripe.coupons.create({ percent_off: 6 }, { idempotencyKey: "k1" })).rejects.toMatchObject({
    type: "StripeIdempotencyError",
  });
});

test("a malformed call is the error class the SDK has for it", async () => {
  const { sandbox, stripe } = running();
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
  const { sandbox, stripe } = running();
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
