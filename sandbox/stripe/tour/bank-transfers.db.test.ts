import { expect, test } from "vitest";
import { sandboxOfThisFile } from "../testing/run-sandbox";
import { payOnPage, refusal, toldOf } from "../testing/steps";

const running = sandboxOfThisFile();

async function asked(amount: number) {
  const { stripe } = running();
  const customer = (await stripe.customers.create({ name: "Rui" })).id;
  const intent = await stripe.paymentIntents.create({
    amount,
    currency: "eur",
    customer,
    payment_method_data: { type: "customer_balance" },
    payment_method_options: {
      customer_balance: {
        funding_type: "bank_transfer",
        bank_transfer: { type: "eu_bank_transfer", eu_bank_transfer: { country: "IE" } },
      },
    },
    confirm: true,
  });
  return { customer, intent };
}

const fund = (customer: string, amount: number) =>
  running().stripe.testHelpers.customers.fundCashBalance(customer, { amount, currency: "eur" });
const cash = async (customer: string) => (await running().stripe.customers.retrieveCashBalance(customer)).available;

test("a transfer says where to send the money, counts what came in, and is paid when all has", async () => {
  const { stripe, sandbox } = running();
  const { customer, intent } = await asked(5_000);
  const { iban } = intent.next_action?.display_bank_transfer_instructions?.financial_addresses?.[0] ?? {};
  expect(iban?.iban).toMatch(/^IE/);
  await fund(customer, 2_000);
  const partly = await stripe.paymentIntents.retrieve(intent.id);
  expect(partly.next_action?.display_bank_transfer_instructions).toMatchObject({ amount_remaining: 3_000 });
  await fund(customer, 3_000);
  expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
    status: "succeeded",
    amount_received: 5_000,
  });
  expect(await cash(customer)).toEqual({ eur: 0 });
  await sandbox.settled();
  expect(toldOf(running(), intent.id).sort()).toEqual([
    "payment_intent.created",
    "payment_intent.partially_funded",
    "payment_intent.requires_action",
    "payment_intent.succeeded",
  ]);
});

test("what is too much stays the customer's and pays the next transfer at once", async () => {
  const { stripe } = running();
  const { customer, intent } = await asked(5_000);
  await fund(customer, 9_000);
  expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ amount_received: 5_000 });
  expect(await cash(customer)).toEqual({ eur: 4_000 });
  const next = await stripe.paymentIntents.create({
    amount: 3_000,
    currency: "eur",
    customer,
    payment_method_data: { type: "customer_balance" },
    confirm: true,
  });
  expect(next.status).toBe("succeeded");
  expect(await cash(customer)).toEqual({ eur: 1_000 });
});

test("money that comes after the payment was cancelled pays nothing and stays the customer's", async () => {
  const { stripe } = running();
  const { customer, intent } = await asked(5_000);
  await fund(customer, 1_000);
  await stripe.paymentIntents.cancel(intent.id);
  expect(await cash(customer)).toEqual({ eur: 1_000 });
  await fund(customer, 4_000);
  expect(await cash(customer)).toEqual({ eur: 5_000 });
  expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: "canceled", amount_received: 0 });
  const moved = await stripe.customers.listCashBalanceTransactions(customer);
  expect(moved.data.map(({ type, net_amount }) => [type, net_amount])).toEqual([
    ["funded", 4_000],
    ["unapplied_from_payment", 1_000],
    ["applied_to_payment", -1_000],
    ["funded", 1_000],
  ]);
});

test("a checkout by transfer is complete when it is ordered and paid when the money comes", async () => {
  const { stripe, sandbox } = running();
  const customer = (await stripe.customers.create({ name: "Rui" })).id;
  const session = await stripe.checkout.sessions.create({
    mode: "payment",
    customer,
    line_items: [
      { quantity: 1, price_data: { currency: "eur", unit_amount: 5_000, product_data: { name: "Credits" } } },
    ],
    payment_method_options: {
      customer_balance: {
        funding_type: "bank_transfer",
        bank_transfer: { type: "eu_bank_transfer", eu_bank_transfer: { country: "IE" } },
      },
    },
    success_url: "https://saldo.example/done",
  });
  const method = await stripe.paymentMethods.create({ type: "customer_balance" });
  await payOnPage(running(), session.id, method.id);
  expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
    status: "complete",
    payment_status: "unpaid",
  });
  await fund(customer, 5_000);
  expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ payment_status: "paid" });
  await sandbox.settled();
  expect(toldOf(running(), session.id)).toEqual([
    "checkout.session.completed",
    "checkout.session.async_payment_succeeded",
  ]);
});

test("a currency Stripe has no transfers in is said to have none", async () => {
  const { stripe } = running();
  const customer = (await stripe.customers.create({})).id;
  const error = await refusal(
    stripe.customers.createFundingInstructions(customer, {
      currency: "aoa",
      funding_type: "bank_transfer",
      bank_transfer: { type: "eu_bank_transfer", requested_address_types: ["iban"] },
    }),
  );
  expect(error).toMatchObject({ code: "sandbox_unsupported", param: "currency" });
});
