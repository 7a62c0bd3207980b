import { expect, test } from "vitest";
import { sandboxOfThisFile } from "../testing/run-sandbox";
import { advance, control, customerWith, plan, second, toldOf } from "../testing/steps";

const running = sandboxOfThisFile();
const afterAll = second("2026-04-17T00:00");

async function unpaidSince(april: string) {
  const { stripe } = running();
  const clock = (await stripe.testHelpers.testClocks.create({ frozen_time: second("2026-03-01T10:00") })).id;
  const { customer } = await customerWith(running(), undefined, clock);
  const { id } = await stripe.subscriptions.create({ customer, items: [{ price: await plan(running(), 4_900) }] });
  const failing = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: failing.id } });
  await advance(running(), clock, second(april));
  return { clock, customer, id };
}

async function givenUp(outcome: object) {
  await control(running().sandbox.port, "POST", "dunning", outcome);
  const made = await unpaidSince("2026-04-02T00:00");
  await advance(running(), made.clock, afterAll);
  const { stripe } = running();
  const { data: invoices } = await stripe.invoices.list({ subscription: made.id });
  return { ...made, subscription: await stripe.subscriptions.retrieve(made.id), invoice: invoices[0] };
}

test("after the last attempt a subscription ends, its invoice stays open, and nobody's card is tried any more", async () => {
  const { stripe } = running();
  const { clock, id, subscription, invoice } = await givenUp({ subscription: "cancel", invoice: "open" });
  expect(subscription).toMatchObject({ status: "canceled", cancellation_details: { reason: "payment_failed" } });
  const asked = { status: "open", auto_advance: false, next_payment_attempt: null, attempt_count: 4 };
  expect(invoice).toMatchObject(asked);
  await advance(running(), clock, second("2026-07-01T00:00"));
  expect(await stripe.invoices.retrieve(invoice?.id ?? "")).toMatchObject(asked);
  await stripe.invoices.pay(invoice?.id ?? "", { payment_method: "pm_card_visa" });
  expect(await stripe.invoices.retrieve(invoice?.id ?? "")).toMatchObject({ status: "paid", amount_paid: 4_900 });
  expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status: "canceled" });
});

test("a subscription that is to stay unpaid goes on drafting invoices that nobody is asked for, until one is paid", async () => {
  const { stripe } = running();
  const { clock, id, subscription, invoice } = await givenUp({ subscription: "unpaid", invoice: "open" });
  expect(subscription).toMatchObject({ status: "unpaid" });
  expect(invoice).toMatchObject({ status: "open" });
  await advance(running(), clock, second("2026-05-03T00:00"));
  const [draft] = (await stripe.invoices.list({ subscription: id })).data;
  expect(draft).toMatchObject({ status: "draft", auto_advance: false, attempt_count: 0 });
  await stripe.invoices.pay(draft?.id ?? "", { payment_method: "pm_card_visa" });
  expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status: "active" });
});

test("a subscription that is to stay past due is billed on, and an invoice nobody pays can be written off", async () => {
  const { stripe } = running();
  const { clock, customer, id, subscription, invoice } = await givenUp({
    subscription: "past_due",
    invoice: "uncollectible",
  });
  expect(subscription).toMatchObject({ status: "past_due" });
  expect(invoice).toMatchObject({ status: "uncollectible", next_payment_attempt: null });
  expect(toldOf(running(), invoice?.id ?? "")).toContain("invoice.marked_uncollectible");
  const paying = await stripe.paymentMethods.attach("pm_card_visa", { customer });
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: paying.id } });
  await advance(running(), clock, second("2026-05-01T12:00"));
  expect((await stripe.invoices.list({ subscription: id })).data[0]).toMatchObject({ status: "paid" });
  expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status: "active" });
});

test("a subscription that is cancelled between two attempts is not tried again", async () => {
  const { stripe } = running();
  const { clock, customer, id } = await unpaidSince("2026-04-02T00:00");
  await stripe.subscriptions.cancel(id);
  const paying = await stripe.paymentMethods.attach("pm_card_visa", { customer });
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: paying.id } });
  await advance(running(), clock, second("2026-05-10T00:00"));
  expect((await stripe.invoices.list({ subscription: id })).data[0]).toMatchObject({
    status: "open",
    attempt_count: 1,
    auto_advance: false,
    next_payment_attempt: null,
  });
});

test("an outcome that does not exist is refused", async () => {
  await expect(control(running().sandbox.port, "POST", "dunning", { subscription: "forget" })).rejects.toThrow(
    "unpaid",
  );
});
