import { expect, test } from "vitest";
import { sandboxOfThisFile } from "../testing/run-sandbox";
import { advance, answerBank, customerWith, day, plan, second, toldOf } from "../testing/steps";

const running = sandboxOfThisFile();
const hours = 3_600;
const days = 24 * hours;

async function subscribed(from: string, card?: string) {
  const { stripe } = running();
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: second(from) });
  const { customer } = await customerWith(running(), card, clock.id);
  const price = await plan(running(), 4_900);
  const subscription = await stripe.subscriptions.create({ customer, items: [{ price }] });
  return { clock: clock.id, customer, subscription };
}

async function invoicesOf(subscription: string) {
  return (await running().stripe.invoices.list({ subscription, limit: 100 })).data.reverse();
}

test("twelve renewals from 31 January end on the last days of their months, each with one invoice and one payment", async () => {
  const { listener } = running();
  const { clock, customer, subscription } = await subscribed("2026-01-31T10:00");
  expect(subscription.status).toBe("active");
  const ends: string[] = [];
  for (let turn = 1; turn <= 12; turn += 1) {
    const [item] = (await running().stripe.subscriptions.retrieve(subscription.id)).items.data;
    ends.push(day(item?.current_period_end));
    await advance(running(), clock, (item?.current_period_end ?? 0) + 2 * hours);
  }
  expect(ends).toEqual([
    "2026-02-28",
    "2026-03-31",
    "2026-04-30",
    "2026-05-31",
    "2026-06-30",
    "2026-07-31",
    "2026-08-31",
    "2026-09-30",
    "2026-10-31",
    "2026-11-30",
    "2026-12-31",
    "2027-01-31",
  ]);
  const invoices = await invoicesOf(subscription.id);
  expect(invoices.map(({ status }) => status)).toEqual(Array(13).fill("paid"));
  const numbers = invoices.map(({ number }) => Number(number?.split("-").at(-1)));
  expect(numbers).toEqual(Array.from({ length: 13 }, (_, turn) => turn + 1));
  const lines = invoices.map(({ lines: { data } }) => data[0]?.period);
  for (const [turn, period] of lines.entries()) if (turn) expect(period?.start).toBe(lines[turn - 1]?.end);
  for (const invoice of invoices.slice(1)) {
    expect(invoice).toMatchObject({ billing_reason: "subscription_cycle", amount_paid: 4_900, attempt_count: 1 });
    expect(invoice.period_start).toBe(invoices[invoices.indexOf(invoice) - 1]?.lines.data[0]?.period.start);
    expect(invoice.period_end).toBe(invoice.lines.data[0]?.period.start);
    expect(toldOf(running(), invoice.id).filter((type) => type === "invoice.paid")).toHaveLength(1);
  }
  const { data: charges } = await running().stripe.charges.list({ customer, limit: 100 });
  expect(charges).toHaveLength(13);
  const upcoming = listener.events.filter(
    ({ type, data }) => type === "invoice.upcoming" && JSON.stringify(data.object).includes(subscription.id),
  );
  expect(upcoming).toHaveLength(12);
  expect(upcoming[0]?.data.object).toMatchObject({ total: 4_900, lines: { data: [{ period: lines[1] }] } });
});

test("a renewal nobody pays is tried after 3, 5 and 7 days and then ends the subscription", async () => {
  const { stripe } = running();
  const { clock, customer, subscription } = await subscribed("2026-03-01T10:00");
  const failing = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: failing.id } });
  const renewal = second("2026-04-01T10:00") + hours;
  const expected = [
    { at: renewal, next: renewal + 3 * days, status: "past_due" },
    { at: renewal + 3 * days, next: renewal + 8 * days, status: "past_due" },
    { at: renewal + 8 * days, next: renewal + 15 * days, status: "past_due" },
    { at: renewal + 15 * days, next: null, status: "canceled" },
  ];
  for (const [turn, { at, next, status }] of expected.entries()) {
    await advance(running(), clock, at + 1);
    const [, invoice] = await invoicesOf(subscription.id);
    expect(invoice).toMatchObject({ status: "open", attempt_count: turn + 1, next_payment_attempt: next });
    expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ status });
  }
  const [, invoice] = await invoicesOf(subscription.id);
  expect(toldOf(running(), invoice?.id ?? "").filter((type) => type === "invoice.payment_failed")).toHaveLength(4);
  expect(toldOf(running(), subscription.id)).toContain("customer.subscription.deleted");
  expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({
    cancellation_details: { reason: "payment_failed" },
  });
  await advance(running(), clock, second("2026-06-10T00:00"));
  expect(await invoicesOf(subscription.id)).toHaveLength(2);
});

test("a renewal that is paid between two attempts makes the subscription active again and is not tried any more", async () => {
  const { stripe } = running();
  const { clock, customer, subscription } = await subscribed("2026-03-01T10:00");
  const failing = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: failing.id } });
  await advance(running(), clock, second("2026-04-02T10:00"));
  const [, invoice] = await invoicesOf(subscription.id);
  await stripe.invoices.pay(invoice?.id ?? "", { payment_method: "pm_card_visa" });
  expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ status: "active" });
  await advance(running(), clock, second("2026-04-20T10:00"));
  expect(await stripe.invoices.retrieve(invoice?.id ?? "")).toMatchObject({ status: "paid", attempt_count: 2 });
  const { data: charges } = await stripe.charges.list({ customer });
  expect(charges.map(({ status }) => status)).toEqual(["succeeded", "failed", "succeeded"]);
});

test("a renewal whose card asks its owner waits for them, and is paid on the bank's page", async () => {
  const { stripe } = running();
  const { clock, customer, subscription } = await subscribed("2026-03-01T10:00");
  const asking = await stripe.paymentMethods.attach("pm_card_authenticationRequired", { customer });
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: asking.id } });
  await advance(running(), clock, second("2026-04-05T10:00"));
  const [, invoice] = await invoicesOf(subscription.id);
  expect(toldOf(running(), invoice?.id ?? "")).toContain("invoice.payment_action_required");
  expect(invoice).toMatchObject({ status: "open", attempt_count: 2 });
  const payments = await stripe.invoicePayments.list({ invoice: invoice?.id, expand: ["data.payment.payment_intent"] });
  const intent = payments.data[0]?.payment.payment_intent;
  const url = typeof intent === "object" ? (intent.next_action?.redirect_to_url?.url ?? "") : "";
  await answerBank(url, "approve");
  expect(await stripe.invoices.retrieve(invoice?.id ?? "")).toMatchObject({ status: "paid" });
  expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ status: "active" });
});

test("a renewal whose debit the bank refuses later is told as failed and is tried again", async () => {
  const { stripe } = running();
  const { clock, customer, subscription } = await subscribed("2026-03-01T10:00");
  const debit = await stripe.paymentMethods.create({
    type: "sepa_debit",
    sepa_debit: { iban: "IT60X0542811101000000123456" },
    billing_details: { name: "Ana", email: "ana@kianda.example" },
  });
  await stripe.paymentMethods.attach(debit.id, { customer });
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: debit.id } });
  await advance(running(), clock, second("2026-04-01T12:00"));
  const [, invoice] = await invoicesOf(subscription.id);
  expect(toldOf(running(), invoice?.id ?? "")).toContain("invoice.payment_failed");
  expect(invoice?.next_payment_attempt).toBe(second("2026-04-04T11:00"));
  expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ status: "past_due" });
});

test("a first payment nobody completes is given up after 23 hours", async () => {
  const { stripe } = running();
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: second("2026-03-01T10:00") });
  const { customer } = await customerWith(running(), undefined, clock.id);
  const subscription = await stripe.subscriptions.create({
    customer,
    items: [{ price: await plan(running(), 4_900) }],
    payment_behavior: "default_incomplete",
    expand: ["latest_invoice.confirmation_secret"],
  });
  expect(subscription).toMatchObject({
    status: "incomplete",
    latest_invoice: { confirmation_secret: { client_secret: expect.stringMatching(/^pi_.*_secret_/) } },
  });
  await advance(running(), clock.id, second("2026-03-02T09:01"));
  expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ status: "incomplete_expired" });
  expect((await invoicesOf(subscription.id)).map(({ status }) => status)).toEqual(["void"]);
});

test("a subscription that ends with its period can be resumed until then, and ends if it is not", async () => {
  const { stripe } = running();
  const { clock, subscription } = await subscribed("2026-03-01T10:00");
  const ending = await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
  expect(ending).toMatchObject({ status: "active", cancel_at: second("2026-04-01T10:00") });
  const resumed = await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: false });
  expect(resumed).toMatchObject({ cancel_at: null, canceled_at: null });
  await advance(running(), clock, second("2026-04-01T12:00"));
  expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ status: "active" });
  await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
  await advance(running(), clock, second("2026-05-01T12:00"));
  expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({
    status: "canceled",
    ended_at: second("2026-05-01T10:00"),
  });
  expect(await invoicesOf(subscription.id)).toHaveLength(2);
  await expect(stripe.subscriptions.update(subscription.id, { metadata: {} })).rejects.toMatchObject({
    statusCode: 400,
  });
});

test("a clock that is deleted takes with it all that lived on its time", async () => {
  const { stripe } = running();
  const { clock, customer, subscription } = await subscribed("2026-03-01T10:00");
  const invoice = String(subscription.latest_invoice);
  expect(await stripe.testHelpers.testClocks.del(clock)).toMatchObject({ deleted: true });
  for (const look of [
    () => stripe.testHelpers.testClocks.retrieve(clock),
    () => stripe.customers.retrieve(customer),
    () => stripe.subscriptions.retrieve(subscription.id),
    () => stripe.invoices.retrieve(invoice),
  ]) {
    await expect(look()).rejects.toMatchObject({ statusCode: 404, code: "resource_missing" });
  }
});
