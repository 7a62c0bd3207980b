import { expect, test } from "vitest";
import { sandboxOfThisFile } from "../testing/run-sandbox";
import { control, payOnPage, plan, refusal, toldOf } from "../testing/steps";

const running = sandboxOfThisFile();

async function open(more: object = {}) {
  return running().stripe.checkout.sessions.create({
    mode: "payment",
    line_items: [
      { quantity: 1, price_data: { currency: "eur", unit_amount: 5_000, product_data: { name: "Credits" } } },
    ],
    success_url: "https://saldo.example/done",
    ...more,
  });
}

test("a checkout nobody pays ends at its time, and cannot be paid any more", async () => {
  const { stripe, sandbox } = running();
  const { now } = await control(sandbox.port, "GET", "clock");
  const session = await open({ expires_at: Number(now) + 31 * 60 });
  const lasting = await open();
  await control(sandbox.port, "POST", "clock", { advance_seconds: 32 * 60 });
  await sandbox.settled();
  expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ status: "expired", url: null });
  expect(await stripe.checkout.sessions.retrieve(lasting.id)).toMatchObject({ status: "open" });
  await expect(payOnPage(running(), session.id, "pm_card_visa")).rejects.toMatchObject({ statusCode: 400 });
  expect(toldOf(running(), session.id)).toEqual(["checkout.session.expired"]);
});

test("a checkout can be ended at once, but only while it is open", async () => {
  const { stripe } = running();
  const session = await open();
  expect(await stripe.checkout.sessions.expire(session.id)).toMatchObject({ status: "expired" });
  await expect(stripe.checkout.sessions.expire(session.id)).rejects.toMatchObject({ statusCode: 400 });
});

test("a checkout lasts between half an hour and a day", async () => {
  const { now } = await control(running().sandbox.port, "GET", "clock");
  for (const seconds of [29 * 60, 25 * 3_600]) {
    expect(await refusal(open({ expires_at: Number(now) + seconds }))).toMatchObject({ param: "expires_at" });
  }
});

test("a checkout for a plan subscribes when it is paid, and leaves nothing behind when the card is refused", async () => {
  const { stripe, sandbox } = running();
  const customer = (await stripe.customers.create({ name: "Ana" })).id;
  const session = await stripe.checkout.sessions.create({
    mode: "subscription",
    customer,
    line_items: [{ price: await plan(running(), 4_900), quantity: 1 }],
    subscription_data: { metadata: { workspace: "ws_1" } },
    success_url: "https://saldo.example/done",
  });
  await expect(payOnPage(running(), session.id, "pm_card_chargeDeclined")).rejects.toMatchObject({ statusCode: 402 });
  expect((await stripe.subscriptions.list({ customer, status: "all" })).data).toEqual([]);
  await payOnPage(running(), session.id, "pm_card_visa");
  const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription", "invoice"] });
  expect(paid).toMatchObject({
    status: "complete",
    payment_status: "paid",
    subscription: { status: "active", metadata: { workspace: "ws_1" } },
    invoice: { status: "paid", total: 4_900, billing_reason: "subscription_create" },
  });
  await sandbox.settled();
  expect(toldOf(running(), session.id)).toEqual(["checkout.session.completed"]);
});

test("a checkout with a trial takes nothing now", async () => {
  const { stripe } = running();
  const customer = (await stripe.customers.create({ name: "Ana" })).id;
  const session = await stripe.checkout.sessions.create({
    mode: "subscription",
    customer,
    line_items: [{ price: await plan(running(), 4_900), quantity: 1 }],
    subscription_data: { trial_period_days: 7 },
    success_url: "https://saldo.example/done",
  });
  await payOnPage(running(), session.id, "pm_card_visa");
  const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription"] });
  expect(done).toMatchObject({ payment_status: "no_payment_required", subscription: { status: "trialing" } });
  expect((await stripe.charges.list({ customer })).data).toEqual([]);
});

test("what a checkout cannot sell is refused with the place it stands at", async () => {
  const recurring = await plan(running(), 4_900);
  expect(await refusal(open({ line_items: [{ price: recurring, quantity: 1 }] }))).toMatchObject({
    param: "line_items",
  });
  expect(await refusal(open({ line_items: [] }))).toMatchObject({ param: "line_items" });
  expect(await refusal(open({ line_items: [{ price: "price_none", quantity: 1 }] }))).toMatchObject({
    param: "line_items[0][price]",
    code: "resource_missing",
  });
  const tiny = { currency: "eur", unit_amount: 49, product_data: { name: "Tiny" } };
  expect(await refusal(open({ line_items: [{ price_data: tiny, quantity: 1 }] }))).toMatchObject({
    code: "amount_too_small",
  });
  expect(await refusal(open({ automatic_tax: { enabled: true } }))).toMatchObject({ code: "sandbox_unsupported" });
});
