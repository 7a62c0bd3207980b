import { request } from "node:http";
import { expect, test } from "vitest";
import { Browser } from "../testing/browser";
import { sandboxOfThisFile } from "../testing/run-sandbox";
import { control } from "../testing/steps";

const running = sandboxOfThisFile();

async function at(path = ""): Promise<Browser> {
  const browser = new Browser();
  await browser.open(`${running().sandbox.url}/_sandbox${path}`);
  return browser;
}

/** What a request with headers of another place is answered; fetch would not send them. */
function statusWith(headers: Record<string, string>, method = "GET", path = "/_sandbox"): Promise<number> {
  const { port } = running().sandbox;
  return new Promise((done, fail) => {
    const outgoing = request({ host: "127.0.0.1", port, path, method, headers }, (incoming) => {
      incoming.resume();
      done(incoming.statusCode ?? 0);
    });
    outgoing.on("error", fail);
    outgoing.end();
  });
}

test("the console opens at this machine's own address only", async () => {
  const accept = "text/html";
  expect(await statusWith({ accept })).toBe(200);
  expect(await statusWith({ accept, host: "shop.example" })).toBe(403);
  expect(await statusWith({ accept, "x-forwarded-host": "localhost:3000" })).toBe(403);
  const foreign = { origin: "https://shop.example", "content-type": "text/plain" };
  expect(await statusWith(foreign, "DELETE", "/_sandbox/faults")).toBe(403);
  expect(await statusWith({ origin: "null" }, "DELETE", "/_sandbox/faults")).toBe(403);
});

test("an object is found by its id, with its words, its events and what refers to it", async () => {
  const { stripe } = running();
  const customer = await stripe.customers.create({ name: "<Ana>", email: "ana@kianda.example" });
  const intent = await stripe.paymentIntents.create({ amount: 500, currency: "eur", customer: customer.id });
  const browser = await at(`/objects?search=${customer.id}`);
  expect(browser.page.url).toContain(`/_sandbox/objects/${customer.id}`);
  expect(browser.page.words).toContain('"name": "<Ana>"');
  expect(browser.page.words).toContain("customer.created");
  await browser.follow(intent.id);
  expect(browser.page.words).toContain('"amount": 500');
  expect((await at("/objects?search=ana@kianda.example")).page.words).toContain(customer.id);
  expect((await at("/objects/cus_nobody")).page.status).toBe(404);
  expect((await at("/objects/%F0")).page.status).toBe(404);
});

test("lists go on page by page, each row once", async () => {
  const { stripe } = running();
  const made: string[] = [];
  for (let turn = 0; turn < 30; turn += 1) made.push((await stripe.coupons.create({ percent_off: 5 })).id);
  const browser = await at("/objects?kind=coupon");
  const seen = () => made.filter((id) => browser.page.words.includes(id));
  const first = seen();
  expect(first).toHaveLength(25);
  await browser.follow("Older");
  expect([...first, ...seen()].sort()).toEqual(made.sort());
});

test("a delivery is sent again at a press, and by a tool", async () => {
  const { stripe, sandbox, listener } = running();
  const product = await stripe.products.create({ name: "Once" });
  await sandbox.settled();
  const about = () => listener.events.filter(({ data }) => "id" in data.object && data.object.id === product.id);
  const id = about()[0]?.id ?? "";
  const browser = await at(`/events/${id}`);
  expect(browser.page.words).toContain("200 in");
  await browser.press(/^Resend/);
  await sandbox.settled();
  await browser.press("Send to every endpoint that listens now");
  await sandbox.settled();
  await control(sandbox.port, "POST", "resend", { event: id });
  await sandbox.settled();
  expect(about().map((event) => event.id)).toEqual([id, id, id, id]);
  expect((await at("/deliveries?state=delivered")).page.words).toContain("product.created");
  await expect(control(sandbox.port, "POST", "resend", { event: "evt_nobody" })).rejects.toThrow("No such event");
});

test("trouble is set for an endpoint, and a wrong figure is told at its field", async () => {
  const { stripe, sandbox, listener } = running();
  const browser = await at(`/endpoints/${listener.endpoint}`);
  await browser.press("Set it so", { drop: "some" });
  expect(browser.page).toMatchObject({ status: 422, words: expect.stringContaining("Write a whole number") });
  await browser.press("Set it so", { drop: "", duplicate: "2" });
  expect(browser.page.words).toContain("From now on it is as set here.");
  expect((await at("/endpoints")).page.words).toContain("enabled * in trouble");
  const product = await stripe.products.create({ name: "Twice" });
  await sandbox.settled();
  const about = listener.events.filter(({ data }) => "id" in data.object && data.object.id === product.id);
  expect(about).toHaveLength(2);
  await browser.press("Set it so", { duplicate: "" });
  expect((await at("/endpoints")).page.words).not.toContain("enabled * in trouble");
});

test("a fault is armed, listed, used and cleared", async () => {
  const { stripe } = running();
  const browser = await at("/faults");
  await browser.press("Arm it", { operation: "POST /v2/x", times: "0" });
  expect(browser.page).toMatchObject({
    status: 422,
    words: expect.stringContaining("Write it as in POST /v1/payment_intents"),
  });
  await browser.press("Arm it", { operation: "POST /v1/products", fault: "busy", times: "2" });
  expect(browser.page.words).toContain("POST /v1/products busy 2");
  await expect(stripe.products.create({ name: "Busy" })).rejects.toMatchObject({ statusCode: 429 });
  await browser.press("Clear all");
  expect(browser.page.words).toContain("None is armed");
  await stripe.products.create({ name: "Free" });
});

test("the clock and the test clocks are moved ahead, never back", async () => {
  const { stripe, sandbox } = running();
  const own = await stripe.testHelpers.testClocks.create({ frozen_time: 1_800_000_000, name: "Autumn" });
  const before = await control(sandbox.port, "GET", "clock");
  const browser = await at("/clock");
  await browser.press("Move ahead", { date: "2001-01-01" });
  expect(browser.page).toMatchObject({ status: 422, words: expect.stringContaining("That day is not ahead.") });
  await browser.press("Move ahead", { date: "", amount: "2", unit: "3600" });
  expect(Number((await control(sandbox.port, "GET", "clock")).ahead) - Number(before.ahead)).toBe(7_200);
  const form = browser.page.forms.find(({ action }) => action.endsWith(own.id));
  const past = new URLSearchParams(form?.values);
  past.set("date", "2001-01-01");
  await browser.send(form?.action ?? "", past);
  expect(browser.page).toMatchObject({ status: 422, text: expect.stringContaining(`href="#date${own.id}"`) });
  await browser.send(form?.action ?? "", new URLSearchParams([...(form?.values ?? []), ["date", ""]]));
  await sandbox.settled();
  expect(await stripe.testHelpers.testClocks.retrieve(own.id)).toMatchObject({
    frozen_time: 1_800_000_000 + 86_400,
    status: "ready",
  });
});

test("tools get JSON from the same addresses, and what a judge has found", async () => {
  const { sandbox } = running();
  expect(await control(sandbox.port, "GET", "faults")).toEqual({ armed: [] });
  expect(await control(sandbox.port, "GET", "violations")).toEqual({ judged: expect.any(Number), violations: [] });
});
