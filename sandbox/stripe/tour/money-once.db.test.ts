import { expect, test } from "vitest";
import { sandboxOfThisFile } from "../testing/run-sandbox";
import { advance, answerBank, customerWith, plan, refusal, second } from "../testing/steps";

const running = sandboxOfThisFile();
const back = "https://shop.example/back";

function pay(more: object = {}) {
  const { stripe } = running();
  const common = { amount: 1_000, currency: "eur", payment_method: "pm_card_visa", confirm: true, return_url: back };
  return stripe.paymentIntents.create({ ...common, ...more });
}

test("of a part that was captured all is given back, and no more", async () => {
  const { stripe } = running();
  const { id, latest_charge: charge } = await pay({ capture_method: "manual" });
  expect(await refusal(stripe.refunds.create({ charge: String(charge) }))).toMatchObject({ statusCode: 400 });
  await stripe.paymentIntents.capture(id, { amount_to_capture: 600 });
  await stripe.refunds.create({ payment_intent: id, amount: 500 });
  expect((await stripe.refunds.create({ payment_intent: id })).amount).toBe(100);
  expect(await refusal(stripe.refunds.create({ payment_intent: id }))).toMatchObject({
    code: "charge_already_refunded",
  });
  const moved = await stripe.balanceTransactions.list({ type: "refund", limit: 2 });
  expect(moved.data.map(({ amount }) => amount)).toEqual([-100, -500]);
});

test("a payment method without a customer pays once, and none after its customer", async () => {
  const { stripe } = running();
  const { id } = await stripe.paymentMethods.create({ type: "card", card: { token: "tok_visa" } });
  await pay({ payment_method: id });
  expect(await refusal(pay({ payment_method: id }))).toMatchObject({ statusCode: 400, param: "payment_method" });
  const { customer, method } = await customerWith(running());
  const waiting = await stripe.paymentIntents.create({
    amount: 500,
    currency: "eur",
    customer,
    payment_method: method,
  });
  await stripe.paymentMethods.detach(method);
  expect(await refusal(pay({ customer, payment_method: method }))).toMatchObject({ param: "payment_method" });
  expect(await refusal(stripe.paymentIntents.confirm(waiting.id))).toMatchObject({ param: "payment_method" });
});

test("an invoice is not paid with somebody else's card, and its payment is neither made smaller nor cancelled", async () => {
  const { stripe } = running();
  const [ana, other] = [await customerWith(running()), await customerWith(running())];
  const draft = await stripe.invoices.create({ customer: ana.customer, currency: "eur" });
  await stripe.invoiceItems.create({ customer: ana.customer, invoice: draft.id, amount: 5_000, currency: "eur" });
  const { id = "" } = await stripe.invoices.finalizeInvoice(draft.id ?? "");
  const [payment] = (await stripe.invoicePayments.list({ invoice: id })).data;
  const intent = String(payment?.payment.payment_intent);
  expect(await refusal(stripe.invoices.pay(id, { payment_method: other.method }))).toMatchObject({ statusCode: 400 });
  expect(await refusal(stripe.paymentIntents.update(intent, { amount: 50 }))).toMatchObject({ statusCode: 400 });
  expect(await refusal(stripe.paymentIntents.cancel(intent))).toMatchObject({ statusCode: 400 });
  await stripe.invoices.pay(id);
  expect(await stripe.invoices.retrieve(id)).toMatchObject({ status: "paid", amount_paid: 5_000 });
});

test("what was approved is what is taken: a changed amount has to be approved anew", async () => {
  const { stripe } = running();
  const asked = await pay({ payment_method: "pm_card_authenticationRequired" });
  const page = asked.next_action?.redirect_to_url?.url ?? "";
  expect(await stripe.paymentIntents.update(asked.id, { amount: 99_900 })).toMatchObject({
    status: "requires_confirmation",
    next_action: null,
  });
  await expect(answerBank(page, "approve")).rejects.toThrow();
  expect(await stripe.paymentIntents.retrieve(asked.id)).toMatchObject({ amount_received: 0 });
  const again = await stripe.paymentIntents.confirm(asked.id, { return_url: back });
  await answerBank(again.next_action?.redirect_to_url?.url ?? "", "approve");
  expect(await stripe.paymentIntents.retrieve(asked.id)).toMatchObject({
    status: "succeeded",
    amount_received: 99_900,
  });
});

test("what came in for a transfer that is asked for anew, or in another currency, is never lost", async () => {
  const { stripe } = running();
  const { id: customer } = await stripe.customers.create({ name: "Ana" });
  const intent = await pay({
    customer,
    amount: 10_000,
    payment_method: undefined,
    payment_method_data: { type: "customer_balance" },
    payment_method_options: {
      customer_balance: {
        funding_type: "bank_transfer",
        bank_transfer: { type: "eu_bank_transfer", eu_bank_transfer: { country: "IE" } },
      },
    },
  });
  await stripe.testHelpers.customers.fundCashBalance(customer, { amount: 4_000, currency: "eur" });
  await stripe.paymentIntents.update(intent.id, { currency: "usd" });
  expect((await stripe.customers.retrieveCashBalance(customer)).available).toEqual({ eur: 4_000 });
  await stripe.paymentIntents.update(intent.id, { currency: "eur" });
  expect(
    (await stripe.paymentIntents.confirm(intent.id)).next_action?.display_bank_transfer_instructions,
  ).toMatchObject({ amount_remaining: 6_000 });
  expect(
    (await stripe.paymentIntents.confirm(intent.id)).next_action?.display_bank_transfer_instructions,
  ).toMatchObject({ amount_remaining: 6_000 });
  await stripe.testHelpers.customers.fundCashBalance(customer, { amount: 6_000, currency: "eur" });
  expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
    status: "succeeded",
    amount_received: 10_000,
  });
  expect((await stripe.customers.retrieveCashBalance(customer)).available).toEqual({ eur: 0 });
});

test("after the money has moved nothing of the payment changes but what it says", async () => {
  const { stripe } = running();
  const { customer } = await customerWith(running());
  const { id } = await pay();
  for (const change of [
    { capture_method: "manual" as const },
    { setup_future_usage: "off_session" as const },
    { customer },
    { amount: 5_000 },
  ]) {
    expect(await refusal(stripe.paymentIntents.update(id, change))).toMatchObject({
      code: "payment_intent_unexpected_state",
    });
  }
  expect((await stripe.paymentIntents.update(id, { metadata: { a: "b" } })).metadata).toEqual({ a: "b" });
});

test("a refund names one payment, and one that exists", async () => {
  const { stripe } = running();
  const [one, other] = [await pay(), await pay()];
  const crossed = { charge: String(one.latest_charge), payment_intent: other.id };
  expect(await refusal(stripe.refunds.create(crossed))).toMatchObject({ param: "payment_intent" });
  expect(await refusal(stripe.refunds.create({ payment_intent: "pi_none" }))).toMatchObject({
    code: "resource_missing",
    param: "payment_intent",
  });
  expect(await refusal(stripe.refunds.create({ payment_intent: one.id, amount: 0 }))).toMatchObject({
    code: "parameter_invalid_integer",
    param: "amount",
  });
});

test("of a customer who is deleted nothing is asked any more", async () => {
  const { stripe } = running();
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: second("2026-01-01T00:00:00") });
  const { customer, method } = await customerWith(running(), "pm_card_visa", clock.id);
  const subscription = await stripe.subscriptions.create({
    customer,
    items: [{ price: await plan(running(), 5_000) }],
  });
  const waiting = await stripe.paymentIntents.create({ amount: 500, currency: "eur", customer });
  await stripe.customers.del(customer);
  expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("canceled");
  expect((await stripe.paymentMethods.retrieve(method)).customer).toBeNull();
  expect(
    await refusal(stripe.paymentIntents.confirm(waiting.id, { payment_method: "pm_card_visa", return_url: back })),
  ).toMatchObject({ code: "resource_missing", param: "customer" });
  await advance(running(), clock.id, second("2026-06-01T00:00:00"));
  expect((await stripe.charges.list({ customer })).data).toHaveLength(1);
});

test("where the last digit has to be 0 nothing else is asked for, given back or captured; what is finer stays with the customer", async () => {
  const { stripe } = running();
  const { customer } = await customerWith(running());
  const held = await pay({ amount: 1_230, currency: "kwd", capture_method: "manual" });
  const wrong = { code: "parameter_invalid_integer" };
  expect(await refusal(stripe.paymentIntents.capture(held.id, { amount_to_capture: 615 }))).toMatchObject(wrong);
  await stripe.paymentIntents.capture(held.id, { amount_to_capture: 610 });
  expect(await refusal(stripe.refunds.create({ payment_intent: held.id, amount: 15 }))).toMatchObject(wrong);
  const coupon = await stripe.coupons.create({ percent_off: 33.33, duration: "once" });
  const draft = await stripe.invoices.create({ customer, currency: "kwd", discounts: [{ coupon: coupon.id }] });
  await stripe.invoiceItems.create({ customer, invoice: draft.id, amount: 1_230, currency: "kwd" });
  const final = await stripe.invoices.finalizeInvoice(draft.id ?? "");
  expect(final).toMatchObject({ total: 820, amount_due: 820 });
  const finer = await stripe.invoices.create({ customer, currency: "kwd", discounts: [{ coupon: coupon.id }] });
  await stripe.invoiceItems.create({ customer, invoice: finer.id, amount: 1_000, currency: "kwd" });
  expect(await stripe.invoices.finalizeInvoice(finer.id ?? "")).toMatchObject({
    total: 667,
    amount_due: 660,
    ending_balance: 7,
  });
});

test("an invoice's own tax rates tax the lines that have none", async () => {
  const { stripe } = running();
  const { customer } = await customerWith(running());
  const rate = (percentage: number) => stripe.taxRates.create({ display_name: "VAT", inclusive: false, percentage });
  const [common, special] = [await rate(14), await rate(5)];
  const draft = await stripe.invoices.create({ customer, currency: "eur", default_tax_rates: [common.id] });
  const item = { customer, invoice: draft.id, amount: 1_000, currency: "eur" };
  await stripe.invoiceItems.create(item);
  await stripe.invoiceItems.create({ ...item, tax_rates: [special.id] });
  expect(await stripe.invoices.retrieve(draft.id ?? "")).toMatchObject({ subtotal: 2_000, total: 2_190 });
});

test("a clock that is told milliseconds for seconds is not sent off for thousands of years", async () => {
  const { stripe } = running();
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: second("2026-01-01T00:00:00") });
  const sent = stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: Date.parse("2026-02-01") });
  expect(await refusal(sent)).toMatchObject({ statusCode: 400, param: "frozen_time" });
  expect(await stripe.testHelpers.testClocks.retrieve(clock.id)).toMatchObject({ status: "ready" });
  for (const frozen_time of [-5, Date.parse("2026-02-01") * 1000]) {
    expect(await refusal(stripe.testHelpers.testClocks.create({ frozen_time }))).toMatchObject({
      param: "frozen_time",
    });
  }
});
