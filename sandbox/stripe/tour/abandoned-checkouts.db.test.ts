import type Stripe from "stripe";
import { expect, test } from "vitest";
import { sandboxOfThisFile } from "../testing/run-sandbox";
import { advance, answerBank, payOnPage, plan, second, toldOf } from "../testing/steps";

const running = sandboxOfThisFile();
const start = second("2026-03-01T10:00");
const days = 86_400;

async function begun(mode: "payment" | "setup" | "subscription", balance = 0) {
  const { stripe } = running();
  const clock = (await stripe.testHelpers.testClocks.create({ frozen_time: start })).id;
  const customer = (await stripe.customers.create({ name: "Ana", test_clock: clock, balance })).id;
  const credits = { currency: "eur", unit_amount: 4_900, product_data: { name: "Credits" } };
  const item = mode === "payment" ? { price_data: credits } : { price: await plan(running(), 4_900) };
  const session = await stripe.checkout.sessions.create({
    mode,
    customer,
    ...(mode === "setup" ? { currency: "eur" } : { line_items: [{ quantity: 1, ...item }] }),
    success_url: "https://saldo.example/done",
  });
  return { clock, customer, session: session.id };
}

async function intentOf(customer: string): Promise<Stripe.PaymentIntent> {
  const [intent] = (await running().stripe.paymentIntents.list({ customer })).data;
  if (!intent) throw new Error("Nothing was asked for.");
  return intent;
}

function bankOf({ next_action }: { next_action: { redirect_to_url?: { url: string | null } } | null }): string {
  return next_action?.redirect_to_url?.url ?? "";
}

async function subscriptionsOf(customer: string) {
  return (await running().stripe.subscriptions.list({ customer, status: "all" })).data;
}

test("a checkout that ends while its buyer is at their bank calls the payment off, and an answer comes too late", async () => {
  const { stripe } = running();
  const { clock, customer, session } = await begun("payment");
  await payOnPage(running(), session, "pm_card_threeDSecure2Required");
  const waiting = await intentOf(customer);
  expect(waiting).toMatchObject({ status: "requires_action" });
  await advance(running(), clock, start + days + 1);
  expect(await stripe.checkout.sessions.retrieve(session)).toMatchObject({ status: "expired", url: null });
  expect(await intentOf(customer)).toMatchObject({ status: "canceled", next_action: null });
  await answerBank(bankOf(waiting), "approve").catch(() => null);
  expect(await intentOf(customer)).toMatchObject({ status: "canceled", amount_received: 0 });
  expect((await stripe.charges.list({ customer })).data).toEqual([]);
  expect(toldOf(running(), session)).toEqual(["checkout.session.expired"]);
  expect(toldOf(running(), waiting.id).at(-1)).toBe("payment_intent.canceled");
});

test("a checkout for a plan that is left at the bank's page has never made a subscription", async () => {
  const { stripe, listener } = running();
  const { clock, customer, session } = await begun("subscription");
  await payOnPage(running(), session, "pm_card_threeDSecure2Required");
  expect(await stripe.checkout.sessions.retrieve(session)).toMatchObject({
    status: "open",
    subscription: null,
    invoice: null,
    payment_intent: null,
  });
  expect(await subscriptionsOf(customer)).toEqual([]);
  await advance(running(), clock, start + 2 * days);
  expect(await stripe.checkout.sessions.retrieve(session)).toMatchObject({ status: "expired", subscription: null });
  expect(await intentOf(customer)).toMatchObject({ status: "canceled" });
  expect(await subscriptionsOf(customer)).toEqual([]);
  expect((await stripe.invoices.list({ customer })).data).toEqual([]);
  const told = listener.events.filter(({ data }) => JSON.stringify(data.object).includes(customer));
  expect(told.filter(({ type }) => /subscription|^invoice/.test(type))).toEqual([]);
  expect(toldOf(running(), session)).toEqual(["checkout.session.expired"]);
});

test("a checkout for a plan subscribes when the bank has heard its buyer, also after they were refused once", async () => {
  const { stripe, sandbox } = running();
  const { customer, session } = await begun("subscription");
  await payOnPage(running(), session, "pm_card_threeDSecure2Required");
  await answerBank(bankOf(await intentOf(customer)), "refuse");
  expect(await stripe.checkout.sessions.retrieve(session)).toMatchObject({ status: "open", subscription: null });
  await payOnPage(running(), session, "pm_card_threeDSecure2Required");
  await answerBank(bankOf(await intentOf(customer)), "approve");
  const paid = await stripe.checkout.sessions.retrieve(session, { expand: ["subscription", "invoice"] });
  expect(paid).toMatchObject({
    status: "complete",
    payment_status: "paid",
    payment_intent: null,
    subscription: { status: "active", customer },
    invoice: { status: "paid", amount_paid: 4_900, billing_reason: "subscription_create" },
  });
  expect(await subscriptionsOf(customer)).toHaveLength(1);
  const charges = (await stripe.charges.list({ customer })).data;
  expect(charges.filter(({ status }) => status === "succeeded")).toMatchObject([{ amount: 4_900 }]);
  await sandbox.settled();
  expect(toldOf(running(), session)).toEqual(["checkout.session.completed"]);
});

test("a plan bought in a checkout is renewed with the card it was bought with", async () => {
  const { stripe } = running();
  const { clock, customer, session } = await begun("subscription");
  await payOnPage(running(), session, "pm_card_visa");
  await advance(running(), clock, second("2026-04-01T12:00"));
  const [subscription] = await subscriptionsOf(customer);
  const { data: invoices } = await stripe.invoices.list({ subscription: subscription?.id });
  expect(invoices.map(({ status, billing_reason }) => [status, billing_reason])).toEqual([
    ["paid", "subscription_cycle"],
    ["paid", "subscription_create"],
  ]);
});

test("what a customer has too much makes the first payment of a plan smaller", async () => {
  const { stripe } = running();
  const { customer, session } = await begun("subscription", -1_000);
  await payOnPage(running(), session, "pm_card_visa");
  const paid = await stripe.checkout.sessions.retrieve(session, { expand: ["invoice"] });
  expect(paid.invoice).toMatchObject({ status: "paid", total: 4_900, amount_due: 3_900, amount_paid: 3_900 });
  expect((await stripe.charges.list({ customer })).data).toMatchObject([{ amount: 3_900 }]);
  expect(await stripe.customers.retrieve(customer)).toMatchObject({ balance: 0 });
});

test("a checkout that only saves a card and ends at the bank's page keeps no card", async () => {
  const { stripe } = running();
  const { clock, customer, session } = await begun("setup");
  await payOnPage(running(), session, "pm_card_authenticationRequired");
  await advance(running(), clock, start + days + 1);
  expect(await stripe.checkout.sessions.retrieve(session, { expand: ["setup_intent"] })).toMatchObject({
    status: "expired",
    setup_intent: { status: "canceled" },
  });
  expect((await stripe.customers.listPaymentMethods(customer)).data).toEqual([]);
});
