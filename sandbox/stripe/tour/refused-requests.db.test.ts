import { expect, test } from "vitest";
import { sandboxOfThisFile } from "../testing/run-sandbox";
import { refusal } from "../testing/steps";

const running = sandboxOfThisFile();

const credits = { currency: "eur", unit_amount: 5_000, product_data: { name: "Credits" } };

test.each([
  ["/v1/customers", { nam: "x" }, "nam", "parameter_unknown"],
  ["/v1/customers", { address: { towm: "x" } }, "address[towm]", "parameter_unknown"],
  ["/v1/payment_intents", { currency: "eur" }, "amount", "parameter_missing"],
  ["/v1/payment_intents", { amount: "ten", currency: "eur" }, "amount", "parameter_invalid_integer"],
  ["/v1/payment_intents", { amount: 100, currency: "eur", capture_method: "later" }, "capture_method", undefined],
  ["/v1/payment_intents", { amount: "", currency: "eur" }, "amount", "parameter_invalid_empty"],
  [
    "/v1/payment_intents",
    { amount: 100, currency: "eur", payment_method: "pm_none" },
    "payment_method",
    "resource_missing",
  ],
  ["/v1/subscriptions", { customer: "cus_none", items: [{ price: "x" }] }, "customer", "resource_missing"],
  [
    "/v1/payment_intents",
    { amount: 100, currency: "eur", transfer_group: "x" },
    "transfer_group",
    "sandbox_unsupported",
  ],
  [
    "/v1/payment_intents",
    { amount: 100, currency: "eur", payment_method_options: { card: { request_three_d_secure: "any" } } },
    "payment_method_options[card][request_three_d_secure]",
    "sandbox_unsupported",
  ],
  [
    "/v1/payment_intents",
    { amount: 100, currency: "eur", payment_method_options: { card: { setup_future_usage: "off_session" } } },
    "payment_method_options[card][setup_future_usage]",
    "sandbox_unsupported",
  ],
  [
    "/v1/products",
    {
      name: "Credits",
      default_price_data: { currency: "eur", unit_amount: 100, custom_unit_amount: { enabled: true } },
    },
    "default_price_data[custom_unit_amount][enabled]",
    "sandbox_unsupported",
  ],
  [
    "/v1/checkout/sessions",
    { line_items: [{ price_data: credits, quantity: 1, adjustable_quantity: { enabled: true } }] },
    "line_items[0][adjustable_quantity][enabled]",
    "sandbox_unsupported",
  ],
  [
    "/v1/checkout/sessions",
    { line_items: [{ price_data: credits, quantity: 1 }], payment_intent_data: { transfer_group: "x" } },
    "payment_intent_data[transfer_group]",
    "sandbox_unsupported",
  ],
  [
    "/v1/payment_intents",
    { amount: 100, currency: "eur", return_url: "https://x.example" },
    "return_url",
    "sandbox_unsupported",
  ],
])("POST %s with %j is refused at %s", async (path, params, param, code) => {
  const { stripe } = running();
  const error = await refusal(stripe.rawRequest("POST", path, params));
  expect(error).toMatchObject({ type: "StripeInvalidRequestError", statusCode: 400, param, code });
});

test("what is copied, kept for later or changes nothing here passes, however deep it lies", async () => {
  const { stripe } = running();
  const metadata = { order: "7", "a b": "c" };
  const address = { line1: "Rua 1", city: "Luanda", country: "AO" };
  const customer = await stripe.customers.create({
    metadata,
    address,
    shipping: { name: "Ana", address },
    invoice_settings: { custom_fields: [{ name: "NIF", value: "5000" }] },
  });
  expect(customer).toMatchObject({ metadata, address, invoice_settings: { custom_fields: [{ value: "5000" }] } });
  const intent = await stripe.paymentIntents.create({
    amount: 5_000,
    currency: "eur",
    customer: customer.id,
    confirm: true,
    payment_method_data: { type: "customer_balance" },
    mandate_data: { customer_acceptance: { type: "offline" } },
    payment_method_options: {
      card: { request_three_d_secure: "automatic" },
      customer_balance: {
        funding_type: "bank_transfer",
        bank_transfer: { type: "eu_bank_transfer", eu_bank_transfer: { country: "DE" } },
      },
    },
  });
  expect(intent.next_action?.display_bank_transfer_instructions?.financial_addresses).toMatchObject([
    { iban: { country: "DE" } },
  ]);
  await stripe.checkout.sessions.create({
    line_items: [{ price_data: credits, quantity: 1 }],
    payment_intent_data: { metadata, setup_future_usage: "off_session", statement_descriptor_suffix: "CREDITS" },
    customer: customer.id,
    customer_update: { name: "auto", address: "auto", shipping: "never" },
    excluded_payment_method_types: ["sepa_debit", "klarna"],
    success_url: "https://saldo.example/done",
  });
});

test("a request that is refused for what it would ignore leaves nothing behind, even when it would have been declined", async () => {
  const { stripe } = running();
  const email = "nobody@kianda.example";
  expect(await refusal(stripe.customers.create({ email, tax: { ip_address: "127.0.0.1" } }))).toMatchObject({
    param: "tax[ip_address]",
  });
  expect((await stripe.customers.list({ email })).data).toEqual([]);
  const customer = (await stripe.customers.create({ email: "declined@kianda.example" })).id;
  const declined = stripe.paymentIntents.create({
    amount: 5_000,
    currency: "eur",
    customer,
    payment_method: "pm_card_chargeDeclined",
    confirm: true,
    amount_details: { shipping: { amount: 1 } },
  });
  expect(await refusal(declined)).toMatchObject({ statusCode: 400, param: "amount_details[shipping][amount]" });
  expect((await stripe.paymentIntents.list({ customer })).data).toEqual([]);
});

test("what Stripe answers and the sandbox does not is an honest 400, and what is under an address that it answers has a 404 of its own", async () => {
  const { stripe } = running();
  for (const outside of [
    stripe.quotes.list(),
    stripe.quotes.accept("qt_1"),
    stripe.payouts.create({ amount: 1, currency: "eur" }),
  ])
    expect(await refusal(outside)).toMatchObject({
      statusCode: 400,
      code: "sandbox_unsupported",
      message: expect.stringMatching(/(quotes|payouts).*README/),
    });
  expect(await refusal(stripe.refunds.retrieve("re_none"))).toMatchObject({
    statusCode: 404,
    code: "resource_missing",
  });
});

test("a list that is asked for by what it does not know is refused instead of showing everything", async () => {
  const { stripe } = running();
  expect(await refusal(stripe.charges.list({ transfer_group: "x" }))).toMatchObject({ code: "sandbox_unsupported" });
});
