import { afterEach, expect, test } from "vitest";
import { sandboxOfThisFile, sdkFor } from "../testing/run-sandbox";
import { control, customerWith, refusal } from "../testing/steps";

const running = sandboxOfThisFile();

const arm = (fault: string, operation = "POST /v1/payment_intents", times = 1) =>
  control(running().sandbox.port, "POST", "faults", { operation, fault, times });

afterEach(async () => {
  await control(running().sandbox.port, "DELETE", "faults");
});

async function charging() {
  const { customer, method } = await customerWith(running());
  const given = { amount: 5_000, currency: "eur", customer, payment_method: method, off_session: true, confirm: true };
  const charges = async () => (await running().stripe.charges.list({ customer })).data;
  return { given, charges };
}

test.each([
  ["conflict", { type: "StripeAPIError", statusCode: 409, code: "lock_timeout" }],
  ["busy", { type: "StripeRateLimitError", statusCode: 429 }],
  ["error", { type: "StripeAPIError", statusCode: 500 }],
  ["malformed", { type: "StripeAPIError" }],
])("the fault %s, sent with a request, is the SDK's error for it", async (fault, expected) => {
  const { sandbox } = running();
  const wrong = sdkFor(sandbox).rawRequest(
    "POST",
    "/v1/customers",
    { name: "Ana" },
    {
      additionalHeaders: { "Sandbox-Fault": fault },
    },
  );
  expect(await refusal(wrong)).toMatchObject(expected);
});

test.each(["reset", "conflict", "busy"])(
  "after %s nothing has happened, and trying again charges once",
  async (fault) => {
    const { stripe } = running();
    const { given, charges } = await charging();
    // The SDK itself tries a broken connection once more.
    await arm(fault, "POST /v1/payment_intents", fault === "reset" ? 2 : 1);
    const error = await refusal(stripe.paymentIntents.create(given, { idempotencyKey: `before ${fault}` }));
    expect(error.type).toMatch(/^Stripe(Connection|API|RateLimit)Error$/);
    expect(await charges()).toEqual([]);
    expect(await stripe.paymentIntents.create(given, { idempotencyKey: `before ${fault}` })).toMatchObject({
      status: "succeeded",
    });
    expect(await charges()).toHaveLength(1);
  },
);

test.each(["timeout", "reset-after", "malformed"])(
  "after %s the money is taken, and trying again with the key finds the first charge",
  async (fault) => {
    const { sandbox } = running();
    const { given, charges } = await charging();
    await arm(fault, "POST /v1/payment_intents", 2);
    const impatient = sdkFor(sandbox, { timeout: 500 });
    expect((await refusal(impatient.paymentIntents.create(given, { idempotencyKey: `after ${fault}` }))).type).toMatch(
      fault === "malformed" ? /^StripeAPIError$/ : /^StripeConnectionError$/,
    );
    await control(sandbox.port, "DELETE", "faults");
    const found = await impatient.paymentIntents.create(given, { idempotencyKey: `after ${fault}`, timeout: 20_000 });
    expect(found.lastResponse.headers["idempotent-replayed"]).toBe("true");
    expect((await charges()).map(({ id }) => id)).toEqual([found.latest_charge]);
  },
);

test("a failure of the server stays the answer of its key, and another key goes through", async () => {
  const { stripe } = running();
  const { given, charges } = await charging();
  await arm("error");
  for (const _ of ["first", "again"]) {
    const error = await refusal(stripe.paymentIntents.create(given, { idempotencyKey: "broken" }));
    expect(error).toMatchObject({ type: "StripeAPIError", statusCode: 500 });
  }
  expect(await charges()).toEqual([]);
  expect(await stripe.paymentIntents.create(given, { idempotencyKey: "whole" })).toMatchObject({ status: "succeeded" });
});

test("a slow answer comes, only later", async () => {
  const { stripe } = running();
  const { given } = await charging();
  await arm("slow=600");
  const began = performance.now();
  expect(await stripe.paymentIntents.create(given)).toMatchObject({ status: "succeeded" });
  expect(performance.now() - began).toBeGreaterThan(590);
});

test("a patient SDK gets over each of them by itself and charges once", async () => {
  const { sandbox } = running();
  const { given, charges } = await charging();
  const patient = sdkFor(sandbox, { maxNetworkRetries: 3, timeout: 2_000 });
  for (const fault of ["reset", "conflict", "reset-after"]) await arm(fault);
  expect(await patient.paymentIntents.create(given)).toMatchObject({ status: "succeeded" });
  expect(await charges()).toHaveLength(1);
});

test("a fault waits for its own request, and one that nobody knows is refused", async () => {
  const { stripe, sandbox } = running();
  await arm("error", "POST /v1/customers/{}");
  const customer = await stripe.customers.create({ name: "Ana" });
  expect(await refusal(stripe.customers.update(customer.id, { name: "Rui" }))).toMatchObject({ statusCode: 500 });
  expect(await stripe.customers.update(customer.id, { name: "Rui" })).toMatchObject({ name: "Rui" });
  await expect(control(sandbox.port, "POST", "faults", { fault: "earthquake" })).rejects.toThrow("Unknown fault");
});
