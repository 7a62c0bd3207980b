import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import Stripe from "stripe";
import { afterAll, afterEach, expect, test } from "vitest";
import { freePort } from "../../db/embedded/ports.mjs";
import { clearDataDir, newDataDir, SaldoProcess } from "../../scripts/test/saldo-process.mjs";

const dataDir = newDataDir();
let saldo;

afterEach(() => saldo?.stop("SIGKILL"));
afterAll(() => clearDataDir(dataDir));

async function start() {
  saldo = await SaldoProcess.start({ dataDir });
  return saldo.ready();
}

async function ask({ stripe }, path, params) {
  const response = await fetch(stripe.url + path, {
    headers: { authorization: `Bearer ${stripe.secret_key}`, "stripe-version": Stripe.API_VERSION },
    ...(params && { method: "POST", body: new URLSearchParams(params) }),
  });
  return response.json();
}

async function moveClock({ stripe }, seconds) {
  await fetch(`${stripe.url}/_sandbox/clock`, { method: "POST", body: JSON.stringify({ advance_seconds: seconds }) });
}

test("without a key of Stripe the sandbox comes up, knows where events go, and a browser needs the app's address alone", async () => {
  const demo = await start();
  expect(demo.stripe.secret_key).toMatch(/^sk_test_sandbox_\w{40,}$/);
  expect(demo.stripe.webhook_secret).toMatch(/^whsec_\w{40,}$/);
  expect(demo.stripe.console).toBe(`${demo.stripe.url}/_sandbox`);
  const { data } = await ask(demo, "/v1/webhook_endpoints");
  expect(data).toMatchObject([{ url: `${demo.url}/webhooks/stripe`, enabled_events: ["*"], status: "enabled" }]);

  const styles = await fetch(`${demo.url}/sandbox/assets/pages.css`);
  expect([styles.status, styles.headers.get("content-type")]).toEqual([200, "text/css; charset=utf-8"]);
  const intent = await ask(demo, "/v1/payment_intents", {
    amount: "2500",
    currency: "eur",
    payment_method: "pm_card_authenticationRequired",
    confirm: "true",
    return_url: `${demo.url}/back`,
  });
  const { url } = intent.next_action.redirect_to_url;
  expect(url).toBe(`${demo.url}/sandbox/3ds/${intent.id}`);
  const page = await (await fetch(url)).text();
  const action = new URL(/<form method="post" action="([^"]+)"/.exec(page)[1], url);
  const token = /name="token" value="([^"]+)"/.exec(page)[1];
  // A page that tells nobody where it is sends its form from "null".
  const answered = await fetch(action, {
    method: "POST",
    headers: { origin: "null" },
    body: new URLSearchParams({ token, answer: "approve" }),
    redirect: "manual",
  });
  const back = new URL(answered.headers.get("location"));
  expect([answered.status, back.origin + back.pathname]).toEqual([303, `${demo.url}/back`]);
  expect(Object.fromEntries(back.searchParams)).toMatchObject({
    payment_intent: intent.id,
    redirect_status: "succeeded",
  });
  expect(await ask(demo, `/v1/payment_intents/${intent.id}`)).toMatchObject({ status: "succeeded" });

  for (const path of ["/v1/customers", "/_sandbox", "/_sandbox/clock", "/healthz"])
    expect((await fetch(`${demo.url}/sandbox${path}`)).status, path).toBe(404);
  const { judged } = await (await fetch(`${demo.stripe.url}/_sandbox/violations`)).json();
  expect(judged, "answers and events that were held against Stripe's contract").toBeGreaterThan(3);
});

test("a killed sandbox ends the run, and the next one has lost nothing: no object, no event on its way, nothing that was to happen", async () => {
  const first = await start();
  const port = await freePort();
  const endpoint = await ask(first, "/v1/webhook_endpoints", {
    url: `http://127.0.0.1:${port}/`,
    "enabled_events[]": "customer.created",
  });
  const session = await ask(first, "/v1/checkout/sessions", {
    mode: "payment",
    success_url: "http://localhost/",
    "line_items[0][price_data][currency]": "eur",
    "line_items[0][price_data][unit_amount]": "900",
    "line_items[0][price_data][product_data][name]": "Credits",
    "line_items[0][quantity]": "1",
  });
  const customer = await ask(first, "/v1/customers", { email: "ana@kianda.example" });

  process.kill(first.pids.stripe, "SIGKILL");
  expect(await saldo.ended).toBe(1);
  expect(saldo.output).toContain("Saldo stopped, because stripe ended unexpectedly (SIGKILL).");

  const received = [];
  const listener = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request.setEncoding("utf8")) body += piece;
    received.push({ body, signature: request.headers["stripe-signature"] });
    response.end();
  });
  await new Promise((done) => listener.listen(port, "127.0.0.1", done));

  const second = await start();
  expect(second.stripe.secret_key).toBe(first.stripe.secret_key);
  expect(second.stripe.webhook_secret).toBe(first.stripe.webhook_secret);
  expect(await ask(second, `/v1/customers/${customer.id}`)).toMatchObject({ email: "ana@kianda.example" });
  const told = () => received.map(({ body }) => JSON.parse(body).data.object.id);
  await expect.poll(told, { timeout: 30_000 }).toEqual([customer.id]);
  const [{ body, signature }] = received;
  const [, at] = /^t=(\d+)/.exec(signature);
  expect(signature).toContain(createHmac("sha256", endpoint.secret).update(`${at}.${body}`).digest("hex"));

  await moveClock(second, 25 * 3_600);
  const status = async () => (await ask(second, `/v1/checkout/sessions/${session.id}`)).status;
  await expect.poll(status, { timeout: 5_000 }).toBe("expired");
  listener.closeAllConnections();
  listener.close();
});
