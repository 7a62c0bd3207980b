import type Stripe from "stripe";
import { afterEach, expect, test } from "vitest";
import { type Mailbox, openMailbox, type Posted, type Reply } from "../../shared/testing/mailbox";
import { sandboxOfThisFile } from "../testing/run-sandbox";
import { control, refusal, until } from "../testing/steps";

const running = sandboxOfThisFile();
const open: { mailbox: Mailbox; id: string }[] = [];
afterEach(async () => {
  for (const { mailbox, id } of open.splice(0)) {
    await running().stripe.webhookEndpoints.del(id);
    await mailbox.close();
  }
});

type Got = Posted & { event: Stripe.Event };

/** An endpoint that answers as it is told and keeps what it got. */
async function endpoint(answer: (got: Got, turn: number) => Reply | Promise<Reply> = () => ({ status: 200 })) {
  const { stripe } = running();
  const got: Got[] = [];
  const mailbox = await openMailbox((posted) => {
    const one = { ...posted, event: JSON.parse(posted.body) };
    got.push(one);
    return answer(one, got.length);
  });
  const { url, port } = mailbox;
  const { id, secret } = await stripe.webhookEndpoints.create({ url, enabled_events: ["product.created"] });
  open.push({ mailbox, id });
  return { id, secret: secret ?? "", got, url, port };
}

const trouble = (id: string, what: object) =>
  control(running().sandbox.port, "POST", "trouble", { endpoint: id, ...what });

async function tell(names: string[] = ["One"]): Promise<void> {
  for (const name of names) await running().stripe.products.create({ name });
}

function verified({ body, headers }: Got, secret: string) {
  return running().stripe.webhooks.constructEventAsync(body, String(headers["stripe-signature"]), secret);
}

const names = (got: readonly Got[]) =>
  got.map(({ event: { data } }) => ("name" in data.object ? String(data.object.name) : ""));

test("an event that is told twice is the same event", async () => {
  const { id, got, secret } = await endpoint();
  await trouble(id, { duplicate: 2 });
  await tell();
  await until("both have come", () => got.length === 2);
  const events = await Promise.all(got.map((one) => verified(one, secret)));
  expect(events[0]?.id).toBe(events[1]?.id);
});

test("shuffled events all arrive, in whatever order", async () => {
  const { id, got } = await endpoint();
  await trouble(id, { shuffleMs: 300 });
  const sent = Array.from({ length: 12 }, (_, turn) => `Shuffled ${turn}`);
  await tell(sent);
  await until("all have come", () => got.length === sent.length);
  expect(names(got).sort()).toEqual([...sent].sort());
});

test("dropped events never come, are found as not delivered, and those after them come", async () => {
  const { stripe } = running();
  const { id, got } = await endpoint();
  await trouble(id, { drop: 2 });
  await tell(["Lost 1", "Lost 2", "Found"]);
  await until("the third has come", () => got.length > 0);
  expect(names(got)).toEqual(["Found"]);
  await running().sandbox.settled();
  const missed = await stripe.events.list({ type: "product.created", delivery_success: false });
  expect(missed.data.map(({ data }) => ("name" in data.object ? data.object.name : ""))).toEqual(["Lost 2", "Lost 1"]);
});

test("a delayed event comes after its delay", async () => {
  const { id, got } = await endpoint();
  await trouble(id, { delayMs: 400 });
  const began = performance.now();
  await tell();
  await until("it has come", () => got.length === 1);
  expect(performance.now() - began).toBeGreaterThan(390);
});

test.each([
  ["badSignature", /signature/i],
  ["oldTimestamp", /tolerance/i],
])("an endpoint in trouble with %s is sent what the SDK refuses", async (name, reason) => {
  const { id, got, secret } = await endpoint();
  await trouble(id, { [name]: true });
  await tell();
  await until("it has come", () => got.length === 1);
  const [one] = got;
  if (!one) throw new Error("Nothing came.");
  expect(await refusal(verified(one, secret))).toMatchObject({
    type: "StripeSignatureVerificationError",
    message: expect.stringMatching(reason),
  });
});

test("an endpoint that was down gets the event when it is up, signed anew, and the count goes down", async () => {
  const { stripe } = running();
  const { got, secret } = await endpoint((_, turn) => ({ status: turn === 1 ? 500 : 200 }));
  await tell(["Down and up"]);
  await until("it has come twice", () => got.length === 2);
  const [first, second] = got;
  expect(first?.event.id).toBe(second?.event.id);
  if (second) expect((await verified(second, secret)).type).toBe("product.created");
  expect(first?.event.pending_webhooks).toBe(2);
  await until("nothing is pending", async () => {
    return (await stripe.events.retrieve(first?.event.id ?? "")).pending_webhooks === 0;
  });
});

test("an endpoint that stays down is given up after the last wait, and its events are found", async () => {
  const { stripe } = running();
  const { got } = await endpoint(() => ({ status: 503 }));
  await tell(["Never taken"]);
  await until("all three tries are over", () => got.length === 3);
  const id = got[0]?.event.id ?? "";
  await until("it was given up", async () => (await stripe.events.retrieve(id)).pending_webhooks === 0);
  const missed = await stripe.events.list({ delivery_success: false });
  expect(missed.data.map((event) => event.id)).toContain(id);
  expect(got).toHaveLength(3);
});

test("a redirect is a failure and is not followed", async () => {
  const other = await endpoint();
  const { got } = await endpoint(() => ({ status: 302, location: `${other.url}?followed` }));
  await tell(["Elsewhere"]);
  await until("all three tries are over", () => got.length === 3);
  await until("the other has its own", () => other.got.length === 1);
  expect(other.got).toHaveLength(1);
});

test("while a secret is being rolled both are good, and then only the new one", async () => {
  const { id, got, secret } = await endpoint();
  const { secret: fresh } = await control(running().sandbox.port, "POST", "secret", {
    endpoint: id,
    expires_in_seconds: 3_600,
  });
  await tell();
  await until("it has come", () => got.length === 1);
  const [during] = got;
  if (!during) throw new Error("Nothing came.");
  expect(String(during.headers["stripe-signature"]).match(/v1=/g)).toHaveLength(2);
  for (const either of [secret, String(fresh)]) expect((await verified(during, either)).type).toBe("product.created");
  await control(running().sandbox.port, "POST", "clock", { advance_seconds: 3_601 });
  await running().sandbox.settled();
  await tell();
  await until("the next has come", () => got.length === 2);
  const after = got[1] ?? during;
  await expect(verified(after, secret)).rejects.toThrow();
  expect((await verified(after, String(fresh))).type).toBe("product.created");
});

test("what an endpoint did not ask for, or what comes while it is off, is not sent to it", async () => {
  const { stripe, sandbox } = running();
  const { id, got } = await endpoint();
  await stripe.customers.create({ name: "Not asked for" });
  await stripe.webhookEndpoints.update(id, { disabled: true });
  await tell(["While off"]);
  await sandbox.settled();
  await stripe.webhookEndpoints.update(id, { disabled: false });
  await tell(["While on"]);
  await until("it has come", () => got.length > 0);
  expect(names(got)).toEqual(["While on"]);
});

test("an endpoint that never answers holds up nobody else's events", async () => {
  await endpoint(() => new Promise<Reply>(() => undefined));
  const { got } = await endpoint();
  await Promise.all(Array.from({ length: 200 }, (_, at) => tell([`Number ${at}`])));
  await until("the other has all of them", () => got.length === 200);
  expect(new Set(got.map(({ event }) => event.id)).size).toBe(200);
});

test("what an endpoint refuses while it is being switched off is not sent to it again", async () => {
  const { stripe } = running();
  const off = await endpoint(async () => {
    await stripe.webhookEndpoints.update(off.id, { disabled: true });
    return { status: 500 };
  });
  await tell();
  await until("nothing waits to be sent", async () => {
    const [event] = (await stripe.events.list({ type: "product.created", limit: 1 })).data;
    return off.got.length > 0 && event?.pending_webhooks === 0;
  });
  expect(off.got).toHaveLength(1);
});
