import type Stripe from "stripe";
import { expect, test } from "vitest";
import { sandboxOfThisFile } from "../testing/run-sandbox";

const running = sandboxOfThisFile();

async function customerWith(card: string): Promise<{ customer: string; method: string }> {
  const { stripe } = running();
  const customer = await stripe.customers.create({ name: "Ana" });
  const method = await stripe.paymentMethods.attach(card, { customer: customer.id });
  return { customer: customer.id, method: method.id };
}

function charge(given: { customer: string; method: string }, more: Partial<Stripe.PaymentIntentCreateParams> = {}) {
  return running().stripe.paymentIntents.create({
    amount: 20_520,
    currency: "eur",
    customer: given.customer,
    payment_method: given.method,
    off_session: true,
    confirm: true,
    ...more,
  });
}

test("a saved card is charged, and each step is told", async () => {
  const { stripe, sandbox, listener } = running();
  const intent = await charge(await customerWith("pm_card_visa"), {
    metadata: { purchase: "pur_1" },
    expand: ["latest_charge.balance_transaction"],
  });
  expect(intent).toMatchObject({ status: "succeeded", amount_received: 20_520 });
  expect(intent.latest_charge).toMatchObject({ paid: true, balance_transaction: { net: 20_520 - 308 - 25 } });
  await sandbox.settled();
  const told = listener.events
    .filter(({ data }) => JSON.stringify(data.object).includes(intent.id))
    .map(({ type }) => type);
  expect(told.sort()).toEqual([
    "charge.succeeded",
    "charge.updated",
    "payment_intent.created",
    "payment_intent.succeeded",
  ]);
  expect((await stripe.paymentIntents.list({ customer: String(intent.customer) })).data.map(({ id }) => id)).toEqual([
    intent.id,
  ]);
});

test.each([
  ["pm_card_chargeCustomerFail", "card_declined", "generic_decline"],
  ["pm_card_authenticationRequired", "authentication_required", "authentication_required"],
])("%s is kept and refused when it is charged without its owner", async (card, code, declineCode) => {
  const given = await customerWith(card);
  const error = await charge(given).catch((thrown) => thrown);
  expect(error).toMatchObject({ type: "StripeCardError", statusCode: 402, code, decline_code: declineCode });
  expect(error.payment_intent).toMatchObject({ status: "requires_payment_method", last_payment_error: { code } });
});

test.each([
  ["pm_card_visa_chargeDeclined", "generic_decline"],
  ["pm_card_chargeDeclinedInsufficientFunds", "insufficient_funds"],
  ["pm_card_chargeDeclinedLostCard", "lost_card"],
  ["pm_card_chargeDeclinedStolenCard", "stolen_card"],
  ["pm_card_chargeDeclinedExpiredCard", "expired_card"],
  ["pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc"],
  ["pm_card_chargeDeclinedProcessingError", "processing_error"],
])("%s is refused as %s", async (card, declineCode) => {
  const { stripe } = running();
  const error = await stripe.paymentIntents
    .create({ amount: 1_000, currency: "usd", payment_method: card, confirm: true })
    .catch((thrown) => thrown);
  expect(error).toMatchObject({ type: "StripeCardError", decline_code: declineCode });
  expect(await stripe.paymentIntents.retrieve(error.payment_intent.id)).toMatchObject({
    status: "requires_payment_method",
  });
});

test("a refusal under a key is the same refusal again, without a second charge", async () => {
  const { stripe } = running();
  const given = { amount: 1_000, currency: "usd", payment_method: "pm_card_chargeDeclined", confirm: true };
  const [first, second] = await Promise.all(
    [0, 1].map(async (turn) => {
      if (turn) await new Promise((done) => setTimeout(done, 300));
      return stripe.paymentIntents.create(given, { idempotencyKey: "declined-1" }).catch((error) => error);
    }),
  );
  expect(second.payment_intent.id).toBe(first.payment_intent.id);
  expect((await stripe.charges.list({ payment_intent: first.payment_intent.id })).data).toHaveLength(1);
});

test("a card of this world is refused and kept nowhere", async () => {
  const { stripe } = running();
  const card = { number: "4539578763621486", exp_month: 12, exp_year: 2030 };
  await expect(stripe.paymentMethods.create({ type: "card", card })).rejects.toMatchObject({
    decline_code: "test_mode_live_card",
  });
});

test("refunds in parts add up and never exceed the charge", async () => {
  const { stripe } = running();
  const intent = await charge(await customerWith("pm_card_visa"), { amount: 1_000 });
  for (const amount of [333, 333, 334]) await stripe.refunds.create({ payment_intent: intent.id, amount });
  const after = await stripe.charges.retrieve(String(intent.latest_charge), { expand: ["refunds"] });
  expect(after).toMatchObject({ amount_refunded: 1_000, refunded: true });
  expect(after.refunds?.data).toHaveLength(3);
  await expect(stripe.refunds.create({ payment_intent: intent.id })).rejects.toMatchObject({
    code: "charge_already_refunded",
  });
});

test("a dispute is won or lost by its evidence", async () => {
  const { stripe, sandbox } = running();
  for (const [text, status] of [
    ["winning_evidence", "won"],
    ["losing_evidence", "lost"],
  ] as const) {
    const intent = await charge(await customerWith("pm_card_createDispute"));
    const [dispute] = (await stripe.disputes.list({ payment_intent: intent.id })).data;
    expect(dispute).toMatchObject({ status: "needs_response", amount: 20_520 });
    await stripe.disputes.update(dispute?.id ?? "", { evidence: { uncategorized_text: text } });
    await sandbox.settled();
    expect(await stripe.disputes.retrieve(dispute?.id ?? "")).toMatchObject({ status });
  }
});

test("a bank transfer is funded in part, then in full, and what is too much stays with the customer", async () => {
  const { stripe, sandbox, listener } = running();
  const customer = await stripe.customers.create({ name: "Rui" });
  const intent = await stripe.paymentIntents.create({
    amount: 5_000,
    currency: "eur",
    customer: customer.id,
    payment_method_data: { type: "customer_balance" },
    payment_method_options: {
      customer_balance: {
        funding_type: "bank_transfer",
        bank_transfer: { type: "eu_bank_transfer", eu_bank_transfer: { country: "IE" } },
      },
    },
    confirm: true,
  });
  expect(intent.next_action?.display_bank_transfer_instructions).toMatchObject({ amount_remaining: 5_000 });
  await stripe.testHelpers.customers.fundCashBalance(customer.id, { amount: 2_000, currency: "eur" });
  expect(
    (await stripe.paymentIntents.retrieve(intent.id)).next_action?.display_bank_transfer_instructions?.amount_remaining,
  ).toBe(3_000);
  await stripe.testHelpers.customers.fundCashBalance(customer.id, { amount: 3_500, currency: "eur" });
  expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: "succeeded" });
  const balance = await stripe.customers.retrieveCashBalance(customer.id);
  expect(balance.available).toEqual({ eur: 500 });
  await sandbox.settled();
  const types = new Set(listener.events.map(({ type }) => type));
  for (const type of [
    "payment_intent.partially_funded",
    "cash_balance.funds_available",
    "customer_cash_balance_transaction.created",
  ] as const) {
    expect(types).toContain(type);
  }
});

test("a setup makes a card ready for payments without its owner", async () => {
  const { stripe } = running();
  const customer = await stripe.customers.create({});
  const setup = await stripe.setupIntents.create({
    customer: customer.id,
    payment_method: "pm_card_visa",
    confirm: true,
    usage: "off_session",
  });
  expect(setup.status).toBe("succeeded");
  const method = String(setup.payment_method);
  expect(await charge({ customer: customer.id, method })).toMatchObject({ status: "succeeded" });
});

test("a debit is answered later", async () => {
  const { stripe, sandbox } = running();
  for (const [iban, status] of [
    ["AT611904300234573201", "succeeded"],
    ["IT60X0542811101000000123456", "requires_payment_method"],
  ] as const) {
    const intent = await stripe.paymentIntents.create({
      amount: 1_000,
      currency: "eur",
      confirm: true,
      payment_method_data: {
        type: "sepa_debit",
        sepa_debit: { iban },
        billing_details: { name: "Rui", email: "rui@kianda.example" },
      },
    });
    expect(intent.status).toBe("processing");
    await sandbox.settled();
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status });
  }
});
