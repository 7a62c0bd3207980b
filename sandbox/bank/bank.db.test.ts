import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Mailbox, openMailbox } from "../shared/testing/mailbox";
import { type BankStandIn, createBank } from "./bank";

type Received = { event: { id: string; type: string; data: Record<string, never> }; signature: string; body: string };

const secret = "known to both sides";
let received: Received[] = [];
let refuse = 0;
let listener: Mailbox;
let bank: BankStandIn;

beforeAll(async () => {
  listener = await openMailbox(({ body, headers }) => {
    received.push({ event: JSON.parse(body), signature: String(headers["bank-signature"]), body });
    return { status: refuse-- > 0 ? 500 : 200 };
  });
  bank = await start();
});
afterAll(async () => {
  await bank.close();
  await listener.close();
});
beforeEach(async () => {
  await ask("PUT", "/_sandbox/trouble", {});
  await bank.settled();
  received = [];
  refuse = 0;
});

function start(): Promise<BankStandIn> {
  return createBank({
    databaseUrl: process.env.DATABASE_MIGRATOR_URL ?? "",
    callback: { url: listener.url, secret },
    waitsMs: [20, 20],
  });
}

async function ask(method: string, path: string, body?: object) {
  const response = await fetch(bank.url + path, {
    method,
    headers: { authorization: "Bearer bank_test_1" },
    body: body && JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

let count = 0;
async function opened(change: object = {}) {
  count += 1;
  const wish = { external_id: `pur_${count}`, bank: "bca", amount: 1_125_000_00, currency: "idr", ...change };
  const { status, body } = await ask("POST", "/virtual-accounts", wish);
  expect(status).toBe(201);
  return body;
}
const told = () => received.map(({ event }) => event.type);

test("an account is opened once for a name, and another wish under that name is refused", async () => {
  const wish = { external_id: "pur_twice", bank: "bni", amount: 50_000_00, currency: "IDR" };
  const first = await ask("POST", "/virtual-accounts", wish);
  expect(first).toMatchObject({
    status: 201,
    body: { status: "pending", currency: "idr", account_number: expect.stringMatching(/^8578\d{12}$/) },
  });
  const lifeMs = Date.parse(first.body.expires_at) - Date.parse(first.body.created_at);
  expect(lifeMs).toBe(24 * 3_600_000);
  expect(await ask("POST", "/virtual-accounts", wish)).toEqual({ ...first, status: 200 });
  expect(await ask("POST", "/virtual-accounts", { ...wish, amount: 1 })).toMatchObject({
    status: 409,
    body: { error: { code: "external_id_used" } },
  });
});

test("the right amount in time pays the account, and a signed callback says so once", async () => {
  const account = await opened();
  expect(await ask("POST", `/virtual-accounts/${account.id}/payments`)).toMatchObject({
    status: 201,
    body: { status: "paid", amount_received: account.amount, payments: [{ late: false, from_bank: "bca" }] },
  });
  await bank.settled();
  expect(told()).toEqual(["virtual_account.payment_received"]);
  const [{ event, signature, body } = { event: null, signature: "", body: "" }] = received;
  expect(event?.data).toMatchObject({
    virtual_account: { id: account.id, status: "paid" },
    payment: { amount: account.amount },
  });
  const second = /^t=(\d+),v1=/.exec(signature)?.[1];
  expect(Math.abs(Date.now() / 1000 - Number(second))).toBeLessThan(60);
  expect(signature).toBe(`t=${second},v1=${createHmac("sha256", secret).update(`${second}.${body}`).digest("hex")}`);
});

test("a short and a late transfer are money that has arrived: both are told, neither is lost", async () => {
  const account = await opened({ bank: "bni" });
  const short = await ask("POST", `/virtual-accounts/${account.id}/payments`, { amount: 5, from_bank: "generic" });
  expect(short.body).toMatchObject({ status: "pending", amount_received: 5 });
  await ask("POST", "/_sandbox/clock", { advance_seconds: 25 * 3_600 });
  const late = await ask("POST", `/virtual-accounts/${account.id}/payments`);
  expect(late.body).toMatchObject({
    status: "expired",
    amount_received: account.amount + 5,
    payments: [{ late: false }, { late: true }],
  });
  await bank.settled();
  const mine = received.filter(({ event }) => JSON.stringify(event).includes(account.id));
  expect(mine.map(({ event }) => event.type).sort()).toEqual([
    "virtual_account.expired",
    "virtual_account.payment_received",
    "virtual_account.payment_received",
  ]);
});

test("BCA takes transfers from BCA alone, BNI from any bank, and a closed account takes none", async () => {
  const bca = await opened();
  const pay = (id: string, from: string) => ask("POST", `/virtual-accounts/${id}/payments`, { from_bank: from });
  expect(await pay(bca.id, "bni")).toMatchObject({ status: 422, body: { error: { code: "bank_not_accepted" } } });
  const bni = await opened({ bank: "bni" });
  expect((await pay(bni.id, "bca")).status).toBe(201);
  expect(await ask("POST", `/virtual-accounts/${bni.id}/cancel`)).toMatchObject({ status: 409 });
  expect((await ask("POST", `/virtual-accounts/${bca.id}/cancel`)).body).toMatchObject({ status: "canceled" });
  expect(await pay(bca.id, "bca")).toMatchObject({ status: 422, body: { error: { code: "account_closed" } } });
  expect((await ask("GET", `/virtual-accounts/${bca.id}`)).body).toMatchObject({ amount_received: 0, payments: [] });
  const { body } = await ask("GET", "/virtual-accounts?status=canceled");
  expect(body.data.map(({ id }: { id: string }) => id)).toEqual([bca.id]);
});

test("a callback that nobody took comes again with the same id and a fresh signature, and then is given up", async () => {
  refuse = 2;
  const account = await opened();
  await ask("POST", `/virtual-accounts/${account.id}/payments`);
  await expect.poll(() => received.length).toBe(3);
  await bank.settled();
  expect(new Set(received.map(({ event }) => event.id)).size).toBe(1);
  refuse = 9;
  await ask("POST", `/virtual-accounts/${(await opened()).id}/payments`);
  await expect.poll(() => received.length).toBe(6);
  await bank.settled();
  expect(received).toHaveLength(6);
});

test("callbacks come twice, never, or with another's signature when they are told to", async () => {
  const paid = async () => ask("POST", `/virtual-accounts/${(await opened()).id}/payments`);
  await ask("PUT", "/_sandbox/trouble", { duplicate: 2 });
  await paid();
  await bank.settled();
  expect(received).toHaveLength(2);
  await ask("PUT", "/_sandbox/trouble", { drop: 1 });
  await paid();
  await bank.settled();
  expect(received).toHaveLength(2);
  await ask("PUT", "/_sandbox/trouble", { badSignature: true });
  await paid();
  await bank.settled();
  const last = received.at(-1);
  const second = /^t=(\d+)/.exec(last?.signature ?? "")?.[1];
  expect(last?.signature).not.toContain(createHmac("sha256", secret).update(`${second}.${last?.body}`).digest("hex"));
});

test("a restart loses neither an account nor a callback that waits", async () => {
  await ask("PUT", "/_sandbox/trouble", { delayMs: 600_000 });
  const account = await opened();
  await ask("POST", `/virtual-accounts/${account.id}/payments`);
  await bank.close();
  bank = await start();
  await ask("PUT", "/_sandbox/trouble", {});
  await bank.close();
  expect(received).toEqual([]);
  bank = await start();
  await expect.poll(() => received.length).toBe(1);
  expect((await ask("GET", `/virtual-accounts/${account.id}`)).body).toMatchObject({ status: "paid" });
});

test("a person pays on a page, in any amount; a form from elsewhere, or one that is sent twice, moves nothing", async () => {
  const account = await opened({ bank: "bni", name: "Toko <b>Bintang</b>" });
  const url = `${bank.url}/pay/${account.id}`;
  expect(await (await fetch(bank.url)).text()).toContain(account.account_number);
  const page = await (await fetch(url)).text();
  expect(page).toContain("IDR 1,125,000.00 for Toko &#60;b&#62;Bintang");
  const token = /name="token" value="([^"]+)"/.exec(page)?.[1] ?? "";
  const send = (form: Record<string, string>) =>
    fetch(url, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });
  expect((await send({ token: "x", amount: "100", from: "bca" })).status).toBe(403);
  expect((await send({ token, amount: "1.505", from: "bca" })).status).toBe(422);
  expect((await send({ token, amount: "1", from: "bca", step: "0" })).status).toBe(303);
  expect((await send({ token, amount: "1", from: "bca", step: "0" })).status).toBe(303);
  expect(await (await fetch(url)).text()).toContain("IDR 1.00 from BCA");
  expect((await ask("GET", `/virtual-accounts/${account.id}`)).body).toMatchObject({ amount_received: 100 });
});

test("it answers on this machine only, to who has a key, and names what is wrong", async () => {
  await expect(createBank({ databaseUrl: "postgres://x", host: "0.0.0.0" })).rejects.toThrow(/this machine only/);
  expect((await fetch(`${bank.url}/virtual-accounts`)).status).toBe(401);
  expect(await ask("POST", "/virtual-accounts", { external_id: "x", bank: "bri" })).toMatchObject({
    status: 400,
    body: { error: { param: "bank" } },
  });
  for (const amount of [0, -1, 1.5, "5"])
    expect(
      (await ask("POST", "/virtual-accounts", { external_id: "x", bank: "bca", amount, currency: "idr" })).status,
    ).toBe(400);
  expect((await ask("GET", "/virtual-accounts/va_none")).status).toBe(404);
  expect((await ask("GET", "/elsewhere")).status).toBe(404);
});
