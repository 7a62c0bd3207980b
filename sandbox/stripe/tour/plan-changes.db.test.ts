import { expect, test } from "vitest";
import { sandboxOfThisFile } from "../testing/run-sandbox";
import { advance, customerWith, plan, second } from "../testing/steps";

const running = sandboxOfThisFile();

/** April has 30 days, so half of it is 15. */
async function onApril() {
  const { stripe } = running();
  const clock = (await stripe.testHelpers.testClocks.create({ frozen_time: second("2026-04-01T00:00") })).id;
  const { customer } = await customerWith(running(), undefined, clock);
  const [small, large] = [await plan(running(), 3_000), await plan(running(), 6_000)];
  const subscription = await stripe.subscriptions.create({ customer, items: [{ price: small }] });
  await advance(running(), clock, second("2026-04-16T00:00"));
  return { clock, customer, small, large, id: subscription.id, item: subscription.items.data[0]?.id ?? "" };
}

async function invoicesOf(subscription: string) {
  return (await running().stripe.invoices.list({ subscription, limit: 100 })).data.reverse();
}

test("a dearer plan halfway through costs half of the difference with the next invoice", async () => {
  const { stripe } = running();
  const { clock, id, item, large } = await onApril();
  const changed = await stripe.subscriptions.update(id, { items: [{ id: item, price: large }] });
  expect(changed.items.data).toMatchObject([{ id: item, price: { id: large } }]);
  expect(await invoicesOf(id)).toHaveLength(1);
  await advance(running(), clock, second("2026-05-01T02:00"));
  const [, renewal] = await invoicesOf(id);
  expect(renewal?.lines.data.map(({ amount }) => amount).sort((a, b) => a - b)).toEqual([-1_500, 3_000, 6_000]);
  expect(renewal).toMatchObject({ total: 7_500, amount_paid: 7_500, status: "paid" });
});

test("what a preview of a change says is what the change costs", async () => {
  const { stripe } = running();
  const { id, item, large, customer } = await onApril();
  const preview = await stripe.invoices.createPreview({
    subscription: id,
    subscription_details: { items: [{ id: item, price: large }], proration_behavior: "always_invoice" },
  });
  expect(preview).toMatchObject({ total: 1_500, amount_due: 1_500 });
  expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ items: { data: [{ id: item }] } });
  expect((await stripe.invoiceItems.list({ customer })).data).toEqual([]);
  const changed = await stripe.subscriptions.update(id, {
    items: [{ id: item, price: large }],
    proration_behavior: "always_invoice",
    expand: ["latest_invoice"],
  });
  expect(changed.latest_invoice).toMatchObject({
    status: "paid",
    billing_reason: "subscription_update",
    amount_paid: preview.amount_due,
    lines: { data: preview.lines.data.map(({ amount, period }) => ({ amount, period })) },
  });
});

test("the preview of the next invoice is the next invoice", async () => {
  const { stripe } = running();
  const { clock, id, item, large } = await onApril();
  await stripe.subscriptions.update(id, { items: [{ id: item, price: large }] });
  const preview = await stripe.invoices.createPreview({ subscription: id });
  await advance(running(), clock, second("2026-05-01T02:00"));
  const [, renewal] = await invoicesOf(id);
  expect(preview).toMatchObject({
    total: renewal?.total,
    period_start: renewal?.period_start,
    period_end: renewal?.period_end,
  });
  expect(preview.lines.data.map(({ amount, period }) => ({ amount, period }))).toEqual(
    renewal?.lines.data.map(({ amount, period }) => ({ amount, period })),
  );
});

test("up, down and up again at one moment costs what up once costs", async () => {
  const { stripe } = running();
  const { id, item, small, large } = await onApril();
  for (const price of [large, small, large]) await stripe.subscriptions.update(id, { items: [{ id: item, price }] });
  const preview = await stripe.invoices.createPreview({ subscription: id });
  expect(preview.total).toBe(7_500);
});

test("a cheaper plan invoiced at once leaves a credit that the next invoice uses up", async () => {
  const { stripe } = running();
  const { clock, customer, id, item, small, large } = await onApril();
  await stripe.subscriptions.update(id, { items: [{ id: item, price: large }], proration_behavior: "always_invoice" });
  await stripe.subscriptions.update(id, { items: [{ id: item, price: small }], proration_behavior: "always_invoice" });
  expect(await stripe.customers.retrieve(customer)).toMatchObject({ balance: -1_500 });
  await advance(running(), clock, second("2026-05-01T02:00"));
  const renewal = (await invoicesOf(id)).at(-1);
  expect(renewal).toMatchObject({ total: 3_000, starting_balance: -1_500, amount_due: 1_500, amount_paid: 1_500 });
  expect(await stripe.customers.retrieve(customer)).toMatchObject({ balance: 0 });
});

test("a change without proration costs the new price from the next period on", async () => {
  const { stripe } = running();
  const { clock, id, item, large } = await onApril();
  await stripe.subscriptions.update(id, { items: [{ id: item, price: large }], proration_behavior: "none" });
  await advance(running(), clock, second("2026-05-01T02:00"));
  expect((await invoicesOf(id)).at(-1)).toMatchObject({ total: 6_000 });
});

test("a plan by the year begins its year at once, less what was left of the month", async () => {
  const { stripe } = running();
  const { id, item } = await onApril();
  const yearly = await plan(running(), 30_000, "year");
  const changed = await stripe.subscriptions.update(id, {
    items: [{ id: item, price: yearly }],
    expand: ["latest_invoice"],
  });
  expect(changed.items.data[0]?.current_period_end).toBe(second("2027-04-16T00:00"));
  expect(changed.latest_invoice).toMatchObject({ total: 28_500, status: "paid" });
});

test("a change that cannot be paid makes the subscription past due", async () => {
  const { stripe } = running();
  const { customer, id, item, large } = await onApril();
  const failing = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: failing.id } });
  const changed = await stripe.subscriptions.update(id, {
    items: [{ id: item, price: large }],
    proration_behavior: "always_invoice",
    expand: ["latest_invoice"],
  });
  expect(changed).toMatchObject({ status: "past_due", latest_invoice: { status: "open", attempt_count: 1 } });
});

test("items of two rhythms are billed each in its own", async () => {
  const { stripe } = running();
  const clock = (await stripe.testHelpers.testClocks.create({ frozen_time: second("2026-04-01T00:00") })).id;
  const { customer } = await customerWith(running(), undefined, clock);
  const [monthly, yearly] = [await plan(running(), 3_000), await plan(running(), 30_000, "year")];
  const subscription = await stripe.subscriptions.create({ customer, items: [{ price: monthly }, { price: yearly }] });
  await advance(running(), clock, second("2026-05-01T02:00"));
  expect((await invoicesOf(subscription.id)).map(({ total }) => total)).toEqual([33_000, 3_000]);
  const after = await stripe.subscriptions.retrieve(subscription.id);
  expect(after.items.data.map(({ current_period_end }) => current_period_end)).toEqual([
    second("2026-06-01T00:00"),
    second("2027-04-01T00:00"),
  ]);
});
