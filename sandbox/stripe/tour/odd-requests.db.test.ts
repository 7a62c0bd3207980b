import { connect } from "node:net";
import { expect, test } from "vitest";
import { sandboxOfThisFile, sdkFor } from "../testing/run-sandbox";
import { refusal } from "../testing/steps";

const running = sandboxOfThisFile();

async function ask(method: string, path: string, body?: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${running().sandbox.url}${path}`, {
    method,
    headers: { authorization: "Bearer sk_test_sandbox", "stripe-version": "2026-10-28.endive", ...headers },
    ...(body !== undefined && { body: new URLSearchParams(body) }),
  });
  return { status: response.status, id: response.headers.get("request-id"), ...(await response.json()) };
}

test.each([
  ["POST", "/v1/customers", "name=a%00b", 400],
  ["POST", "/v1/customers", "metadata[a%00]=b", 400],
  ["GET", "/v1/customers/cus_%00", undefined, 400],
  ["GET", "/v1/customers?email=%00", undefined, 400],
  ["GET", "/v1/customers/%E0%A4%A", undefined, 404],
  ["GET", "/v1/customers/%FF", undefined, 404],
  ["GET", "/v1/customers?expand[]=__proto__", undefined, 400],
  ["GET", "/v1/customers?expand[]=constructor.prototype", undefined, 400],
])(
  "%s %s with bytes that are no text, or names of the language, is refused as the caller's fault",
  async (method, path, body, status) => {
    const answer = await ask(method, path, body);
    expect(answer).toMatchObject({ status, error: { type: "invalid_request_error" } });
    expect(answer.id).toMatch(/^req_/);
  },
);

test("an empty id makes nothing, lists nothing and deletes nothing", async () => {
  const { stripe } = running();
  const before = (await stripe.customers.list({ limit: 100 })).data.length;
  for (const work of [
    () => stripe.customers.retrieve(""),
    () => stripe.customers.update("", { name: "Nobody" }),
    () => stripe.customers.del(""),
  ]) {
    expect(await refusal(work())).toMatchObject({
      type: "StripeInvalidRequestError",
      statusCode: 404,
      message: expect.stringContaining("make sure that its id is not empty"),
    });
  }
  expect((await stripe.customers.list({ limit: 100 })).data).toHaveLength(before);
});

test("a body larger than is read is heard to its end and refused, not cut off", async () => {
  const { stripe } = running();
  const refused = await refusal(stripe.customers.create({ name: "a".repeat(10_000_000) }));
  expect(refused).toMatchObject({ type: "StripeInvalidRequestError", statusCode: 400 });
});

test("another account's name is refused, not taken for one's own", async () => {
  const { sandbox } = running();
  const stripe = sdkFor(sandbox, { stripeAccount: "acct_somebody" });
  expect(await refusal(stripe.customers.list())).toMatchObject({ statusCode: 400, code: "sandbox_unsupported" });
});

test("an address that is none is answered", async () => {
  const answer = await new Promise<string>((done) => {
    const socket = connect(running().sandbox.port, "127.0.0.1");
    socket.once("data", (chunk) => done(chunk.toString("utf8").slice(0, 12)));
    socket.end("GET // HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n");
  });
  expect(answer).toBe("HTTP/1.1 404");
});

test("an id of one's own is made once, however many ask at once, and never takes another object's place", async () => {
  const { stripe } = running();
  const customer = await stripe.customers.create({ name: "Ana" });
  for (const work of [
    () => stripe.products.create({ id: customer.id, name: "Thief" }),
    () => stripe.coupons.create({ id: customer.id, percent_off: 10 }),
  ]) {
    expect(await refusal(work())).toMatchObject({ statusCode: 400, code: "resource_already_exists", param: "id" });
  }
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ object: "customer", name: "Ana" });
  const made = await Promise.allSettled(
    Array.from({ length: 8 }, (_, at) => stripe.products.create({ id: "one-of-eight", name: `Number ${at}` })),
  );
  expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test.each([
  ["coupons", { amount_off: -5, currency: "eur" }, "amount_off"],
  ["prices", { unit_amount: -5, currency: "eur", product_data: { name: "Below nothing" } }, "unit_amount"],
])("%s below nothing are refused", async (path, params, param) => {
  const { stripe } = running();
  const refused = await refusal(stripe.rawRequest("POST", `/v1/${path}`, params));
  expect(refused).toMatchObject({ statusCode: 400, code: "parameter_invalid_integer", param });
});

test("a script is no address to send a buyer to", async () => {
  const { stripe } = running();
  const script = "javascript:alert(1)";
  const line_items = [{ quantity: 1, price_data: { currency: "eur", unit_amount: 500, product_data: { name: "A" } } }];
  const { id: customer } = await stripe.customers.create({});
  for (const [param, work] of [
    ["success_url", () => stripe.checkout.sessions.create({ mode: "payment", success_url: script, line_items })],
    ["return_url", () => stripe.billingPortal.sessions.create({ customer, return_url: script })],
    [
      "return_url",
      () =>
        stripe.paymentIntents.create({
          amount: 500,
          currency: "eur",
          payment_method: "pm_card_authenticationRequired",
          confirm: true,
          return_url: script,
        }),
    ],
  ] as const) {
    expect(await refusal(work())).toMatchObject({ statusCode: 400, code: "url_invalid", param });
  }
});

test.each([
  [{ exp_month: 13 }, "invalid_expiry_month"],
  [{ exp_year: 2020 }, "invalid_expiry_year"],
  [{ cvc: "1" }, "invalid_cvc"],
])("a card with %o is refused as a card, not kept", async (wrong, code) => {
  const { stripe } = running();
  const card = { number: "4242424242424242", exp_month: 12, exp_year: new Date().getUTCFullYear() + 3, cvc: "123" };
  const refused = await refusal(stripe.paymentMethods.create({ type: "card", card: { ...card, ...wrong } }));
  expect(refused).toMatchObject({ type: "StripeCardError", statusCode: 402, code });
});

test("the portal of a customer who is deleted is not there", async () => {
  const { stripe } = running();
  const { id: customer } = await stripe.customers.create({});
  const { url } = await stripe.billingPortal.sessions.create({ customer });
  await stripe.customers.del(customer);
  expect((await fetch(url)).status).toBe(404);
});

test("the clock is not sent off for thousands of years by somebody who counts in milliseconds", async () => {
  const moved = await fetch(`${running().sandbox.url}/_sandbox/clock`, {
    method: "POST",
    body: JSON.stringify({ advance_seconds: Date.now() }),
  });
  expect(moved.status).toBe(400);
});
