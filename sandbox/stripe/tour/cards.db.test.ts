import { expect, test } from "vitest";
import { sandboxOfThisFile } from "../testing/run-sandbox";
import { answerBank, customerWith, payOnPage, refusal, toldOf } from "../testing/steps";

const running = sandboxOfThisFile();

const line = {
  quantity: 1,
  price_data: { currency: "eur", unit_amount: 20_520, product_data: { name: "10 000 credits" } },
};

async function boughtOnce() {
  const { stripe } = running();
  const customer = await stripe.customers.create({ name: "Ana", email: "ana@kianda.example" });
  const session = await stripe.checkout.sessions.create({
    mode: "payment",
    customer: customer.id,
    client_reference_id: "purchase_1",
    line_items: [line],
    payment_intent_data: { setup_future_usage: "off_session", metadata: { purchase: "purchase_1" } },
    success_url: "https://saldo.example/done?session_id={CHECKOUT_SESSION_ID}",
  });
  return { customer: customer.id, session };
}

test("a checkout that keeps the card is paid once, and the card is charged again without its owner", async () => {
  const { stripe, sandbox } = running();
  const { customer, session } = await boughtOnce();
  expect(session).toMatchObject({
    status: "open",
    payment_status: "unpaid",
    amount_total: 20_520,
    payment_intent: null,
  });
  await payOnPage(running(), session.id, "pm_card_visa");
  const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent", "line_items"] });
  expect(paid).toMatchObject({ status: "complete", payment_status: "paid", url: null });
  expect(paid.payment_intent).toMatchObject({ status: "succeeded", metadata: { purchase: "purchase_1" } });
  expect(paid.line_items?.data[0]).toMatchObject({ amount_total: 20_520, quantity: 1 });
  await expect(payOnPage(running(), session.id, "pm_card_visa")).rejects.toMatchObject({ statusCode: 400 });
  const [method] = (await stripe.customers.listPaymentMethods(customer)).data;
  const again = await stripe.paymentIntents.create({
    amount: 5_000,
    currency: "eur",
    customer,
    payment_method: method?.id ?? "",
    off_session: true,
    confirm: true,
  });
  expect(again.status).toBe("succeeded");
  await sandbox.settled();
  expect(toldOf(running(), session.id)).toEqual(["checkout.session.completed"]);
  expect(toldOf(running(), method?.id ?? "")).toEqual(["payment_method.attached"]);
});

test("a card that is refused on the page leaves the checkout open for another one", async () => {
  const { stripe } = running();
  const { session } = await boughtOnce();
  const declined = await refusal(payOnPage(running(), session.id, "pm_card_chargeDeclinedInsufficientFunds"));
  expect(declined).toMatchObject({ type: "StripeCardError", decline_code: "insufficient_funds" });
  expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ status: "open" });
  await payOnPage(running(), session.id, "pm_card_mastercard");
  const after = await stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent.latest_charge"] });
  expect(after).toMatchObject({ payment_status: "paid", payment_intent: { latest_charge: { amount: 20_520 } } });
  const charges = await stripe.charges.list({ customer: String(after.customer) });
  expect(charges.data.map(({ status }) => status)).toEqual(["succeeded", "failed"]);
});

test("a card that asks its owner is refused without them, and paid when they approve on the bank's page", async () => {
  const { stripe, sandbox } = running();
  const given = await customerWith(running(), "pm_card_authenticationRequired");
  const error = await refusal(
    stripe.paymentIntents.create({
      amount: 9_000,
      currency: "eur",
      customer: given.customer,
      payment_method: given.method,
      off_session: true,
      confirm: true,
    }),
  );
  expect(error).toMatchObject({ type: "StripeCardError", code: "authentication_required", statusCode: 402 });
  const [failed] = (await stripe.paymentIntents.list({ customer: given.customer })).data;
  const asked = await stripe.paymentIntents.confirm(failed?.id ?? "", {
    payment_method: given.method,
    return_url: "https://saldo.example/back",
  });
  expect(asked.status).toBe("requires_action");
  const url = asked.next_action?.redirect_to_url?.url ?? "";
  const back = new URL((await answerBank(url, "approve")) ?? "");
  expect(back.origin + back.pathname).toBe("https://saldo.example/back");
  expect(back.searchParams.get("redirect_status")).toBe("succeeded");
  expect(await stripe.paymentIntents.retrieve(asked.id)).toMatchObject({ status: "succeeded", amount_received: 9_000 });
  await expect(answerBank(url, "approve")).rejects.toThrow();
  await sandbox.settled();
  expect(toldOf(running(), asked.id).sort()).toEqual([
    "payment_intent.created",
    "payment_intent.payment_failed",
    "payment_intent.requires_action",
    "payment_intent.succeeded",
  ]);
});

test("what the owner refuses on the bank's page takes no money, and the bank's form cannot come from elsewhere", async () => {
  const { stripe } = running();
  const intent = await stripe.paymentIntents.create({
    amount: 9_000,
    currency: "eur",
    payment_method: "pm_card_threeDSecure2Required",
    confirm: true,
    return_url: "https://saldo.example/back",
  });
  const url = intent.next_action?.redirect_to_url?.url ?? "";
  const forged = await fetch(url, {
    method: "POST",
    body: new URLSearchParams({ token: "forged", answer: "approve" }),
  });
  expect(forged.status).toBe(403);
  await answerBank(url, "refuse");
  expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
    status: "requires_payment_method",
    amount_received: 0,
    last_payment_error: { code: "payment_intent_authentication_failure" },
  });
});

test("a card that is to be approved once is charged without its owner after it was set up", async () => {
  const { stripe } = running();
  const customer = await stripe.customers.create({});
  const setup = await stripe.setupIntents.create({
    customer: customer.id,
    payment_method: "pm_card_authenticationRequiredOnSetup",
    confirm: true,
    return_url: "https://saldo.example/back",
  });
  await answerBank(setup.next_action?.redirect_to_url?.url ?? "", "approve");
  const ready = await stripe.setupIntents.retrieve(setup.id);
  expect(ready.status).toBe("succeeded");
  const intent = await stripe.paymentIntents.create({
    amount: 1_000,
    currency: "eur",
    customer: customer.id,
    payment_method: String(ready.payment_method),
    off_session: true,
    confirm: true,
  });
  expect(intent.status).toBe("succeeded");
});

test("a checkout that only saves a card takes nothing and leaves it ready", async () => {
  const { stripe, sandbox } = running();
  const customer = await stripe.customers.create({ name: "Rui" });
  const session = await stripe.checkout.sessions.create({
    mode: "setup",
    currency: "eur",
    customer: customer.id,
    success_url: "https://saldo.example/done",
  });
  await payOnPage(running(), session.id, "pm_card_visa");
  const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ["setup_intent"] });
  expect(done).toMatchObject({ status: "complete", payment_status: "no_payment_required", payment_intent: null });
  expect(done.setup_intent).toMatchObject({ status: "succeeded", usage: "off_session" });
  expect((await stripe.customers.listPaymentMethods(customer.id)).data).toHaveLength(1);
  expect((await stripe.charges.list({ customer: customer.id })).data).toEqual([]);
  await sandbox.settled();
  expect(toldOf(running(), session.id)).toEqual(["checkout.session.completed"]);
});

test.each([
  ["AT611904300234573201", "paid", "checkout.session.async_payment_succeeded"],
  ["IT60X0542811101000000123456", "unpaid", "checkout.session.async_payment_failed"],
])("a debit from %s through a checkout ends %s some time later", async (iban, payment_status, event) => {
  const { stripe, sandbox } = running();
  const { session } = await boughtOnce();
  const method = await stripe.paymentMethods.create({
    type: "sepa_debit",
    sepa_debit: { iban },
    billing_details: { name: "Ana", email: "ana@kianda.example" },
  });
  await payOnPage(running(), session.id, method.id);
  await sandbox.settled();
  expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ status: "complete", payment_status });
  expect(toldOf(running(), session.id).sort()).toEqual([event, "checkout.session.completed"]);
});
