import type Stripe from "stripe";
import { expect, test } from "vitest";
import { sandboxOfThisFile } from "../testing/run-sandbox";
import { advance, customerWith, plan, second, toldOf } from "../testing/steps";

const running = sandboxOfThisFile();
const start = second("2026-03-01T10:00");
const trialEnd = second("2026-03-15T10:00");

type Missing = Stripe.SubscriptionCreateParams.TrialSettings.EndBehavior["missing_payment_method"];

async function trying({ card = true, missing }: { card?: boolean; missing?: Missing } = {}) {
  const { stripe } = running();
  const clock = (await stripe.testHelpers.testClocks.create({ frozen_time: start })).id;
  const customer = card
    ? (await customerWith(running(), undefined, clock)).customer
    : (await stripe.customers.create({ name: "Rui", test_clock: clock })).id;
  const subscription = await stripe.subscriptions.create({
    customer,
    items: [{ price: await plan(running(), 4_900) }],
    trial_period_days: 14,
    ...(missing && { trial_settings: { end_behavior: { missing_payment_method: missing } } }),
  });
  return { clock, customer, subscription };
}

test("a trial with a card costs nothing, gives notice three days before its end, and is charged at its end", async () => {
  const { stripe } = running();
  const { clock, subscription } = await trying();
  expect(subscription).toMatchObject({ status: "trialing", trial_end: trialEnd });
  const first = await stripe.invoices.retrieve(String(subscription.latest_invoice));
  expect(first).toMatchObject({ status: "paid", total: 0 });
  await advance(running(), clock, second("2026-03-12T09:59"));
  expect(toldOf(running(), subscription.id)).not.toContain("customer.subscription.trial_will_end");
  await advance(running(), clock, second("2026-03-12T10:01"));
  expect(toldOf(running(), subscription.id)).toContain("customer.subscription.trial_will_end");
  await advance(running(), clock, trialEnd + 7_200);
  const active = await stripe.subscriptions.retrieve(subscription.id, { expand: ["latest_invoice"] });
  expect(active).toMatchObject({ status: "active", latest_invoice: { status: "paid", total: 4_900 } });
  expect(active.items.data[0]).toMatchObject({
    current_period_start: trialEnd,
    current_period_end: second("2026-04-15T10:00"),
  });
});

test("a trial can be ended at once, and its first period is paid then", async () => {
  const { stripe } = running();
  const { subscription } = await trying();
  const ended = await stripe.subscriptions.update(subscription.id, { trial_end: "now", expand: ["latest_invoice"] });
  expect(ended).toMatchObject({ status: "active", latest_invoice: { status: "paid", total: 4_900 } });
  expect(ended.items.data[0]).toMatchObject({
    current_period_start: start,
    current_period_end: second("2026-04-01T10:00"),
  });
});

test("a trial that ends without a card goes past due when nothing else was asked for", async () => {
  const { stripe } = running();
  const { clock, subscription } = await trying({ card: false });
  await advance(running(), clock, trialEnd + 7_200);
  const after = await stripe.subscriptions.retrieve(subscription.id, { expand: ["latest_invoice"] });
  expect(after).toMatchObject({ status: "past_due", latest_invoice: { status: "open", total: 4_900 } });
});

test("a trial that ends without a card is cancelled where that was asked for", async () => {
  const { stripe } = running();
  const { clock, subscription } = await trying({ card: false, missing: "cancel" });
  await advance(running(), clock, trialEnd + 7_200);
  expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({
    status: "canceled",
    ended_at: trialEnd,
  });
  expect(toldOf(running(), subscription.id)).toContain("customer.subscription.deleted");
});

test("a trial that ends without a card pauses where that was asked for, and goes on when it is resumed with one", async () => {
  const { stripe, sandbox } = running();
  const { clock, customer, subscription } = await trying({ card: false, missing: "pause" });
  await advance(running(), clock, trialEnd + 7_200);
  expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ status: "paused" });
  const method = await stripe.paymentMethods.attach("pm_card_visa", { customer });
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: method.id } });
  const resumed = await stripe.subscriptions.resume(subscription.id, { expand: ["latest_invoice"] });
  expect(resumed).toMatchObject({ status: "active", latest_invoice: { status: "paid", total: 4_900 } });
  expect(resumed.items.data[0]?.current_period_start).toBe(trialEnd + 7_200);
  await sandbox.settled();
  const told = toldOf(running(), subscription.id);
  expect(told).toEqual(expect.arrayContaining(["customer.subscription.paused", "customer.subscription.resumed"]));
});
