import type Stripe from "stripe";
import { expect, test } from "vitest";
import { sandboxOfThisFile } from "../testing/run-sandbox";
import { advance, customerWith, plan, refusal, second } from "../testing/steps";

const running = sandboxOfThisFile();
const april = second("2026-04-01T00:00");
const middle = second("2026-04-16T00:00");
const may = second("2026-05-01T00:00");

type Given = Omit<Stripe.SubscriptionCreateParams, "customer" | "items">;

async function subscribed(from: number, given: Given = {}, amounts = [3_000]) {
  const { stripe } = running();
  const clock = (await stripe.testHelpers.testClocks.create({ frozen_time: from })).id;
  const { customer } = await customerWith(running(), undefined, clock);
  const items = await Promise.all(amounts.map(async (amount) => ({ price: await plan(running(), amount) })));
  const subscription = await stripe.subscriptions.create({ customer, items, ...given });
  return { clock, customer, id: subscription.id, item: subscription.items.data[0]?.id ?? "", subscription };
}

/** April has 30 days, so half of it is 15. */
async function inTheMiddle(given: Given = {}, amounts = [3_000]) {
  const made = await subscribed(april, given, amounts);
  await advance(running(), made.clock, middle);
  return made;
}

async function invoicesOf(subscription: string) {
  return (await running().stripe.invoices.list({ subscription, limit: 100 })).data.reverse();
}

async function totalsOf(subscription: string) {
  return (await invoicesOf(subscription)).map(({ total }) => total);
}

async function pendingOf(customer: string) {
  const { data } = await running().stripe.invoiceItems.list({ customer, pending: true });
  return data.map(({ amount }) => amount).sort((a, b) => a - b);
}

test("until an anchor to come a first invoice asks for that part of a whole period, and then whole ones follow", async () => {
  const { id, clock, subscription } = await subscribed(middle, { billing_cycle_anchor: may });
  expect(subscription).toMatchObject({ status: "active", billing_cycle_anchor: may });
  expect(subscription.items.data[0]).toMatchObject({ current_period_start: middle, current_period_end: may });
  const [first] = await invoicesOf(id);
  expect(first).toMatchObject({ status: "paid", total: 1_500, billing_reason: "subscription_create" });
  expect(first?.lines.data).toMatchObject([{ period: { start: middle, end: may } }]);
  await advance(running(), clock, second("2026-06-01T02:00"));
  expect(await totalsOf(id)).toEqual([1_500, 3_000, 3_000]);
});

test("without proration the time until the anchor is free and has no invoice", async () => {
  const given = { billing_cycle_anchor: may, proration_behavior: "none" } as const;
  const { id, clock, subscription } = await subscribed(middle, given);
  expect(subscription).toMatchObject({ status: "active", latest_invoice: null });
  expect(await invoicesOf(id)).toEqual([]);
  await advance(running(), clock, second("2026-06-01T02:00"));
  expect(await totalsOf(id)).toEqual([3_000, 3_000]);
});

test("after a trial the time until the anchor costs its part, or nothing where that was asked for", async () => {
  const trial = { trial_end: middle, billing_cycle_anchor: may };
  for (const [proration_behavior, part] of [
    ["create_prorations", 1_500],
    ["none", 0],
  ] as const) {
    const { id, clock } = await subscribed(april, { ...trial, proration_behavior });
    await advance(running(), clock, second("2026-05-01T02:00"));
    expect(await totalsOf(id)).toEqual([0, part, 3_000]);
  }
});

test("an anchor lies neither behind nor later than the first period would end by itself", async () => {
  for (const billing_cycle_anchor of [middle - 1, second("2026-05-16T00:01")]) {
    expect(await refusal(subscribed(middle, { billing_cycle_anchor }))).toMatchObject({
      statusCode: 400,
      param: "billing_cycle_anchor",
    });
  }
});

test("a change in a first period that is cut short costs by the whole month, not by the rest", async () => {
  const { stripe } = running();
  const { id, item, clock, customer } = await subscribed(middle, { billing_cycle_anchor: may });
  await advance(running(), clock, second("2026-04-21T00:00"));
  await stripe.subscriptions.update(id, { items: [{ id: item, price: await plan(running(), 6_000) }] });
  expect(await pendingOf(customer)).toEqual([-1_000, 2_000]);
});

test("a period that begins anew gives back what is left of the old one and is paid at once, as its preview says", async () => {
  const { stripe } = running();
  const { id, clock } = await inTheMiddle();
  const preview = await stripe.invoices.createPreview({
    subscription: id,
    subscription_details: { billing_cycle_anchor: { type: "now" } },
  });
  const changed = await stripe.subscriptions.update(id, {
    billing_cycle_anchor: { type: "now" },
    expand: ["latest_invoice"],
  });
  expect(changed).toMatchObject({
    billing_cycle_anchor: middle,
    latest_invoice: { status: "paid", total: 1_500, billing_reason: "subscription_update" },
  });
  expect(preview).toMatchObject({ total: 1_500, lines: { data: [{ amount: -1_500 }, { amount: 3_000 }] } });
  expect(changed.items.data[0]?.current_period_end).toBe(second("2026-05-16T00:00"));
  await stripe.subscriptions.update(id, { billing_cycle_anchor: { type: "now" }, proration_behavior: "none" });
  await advance(running(), clock, second("2026-05-16T02:00"));
  expect(await totalsOf(id)).toEqual([3_000, 1_500, 3_000, 3_000]);
});

test("when one plan changes its rhythm, what is left of every plan is given back", async () => {
  const { stripe } = running();
  const { id, item } = await inTheMiddle({}, [3_000, 600]);
  const yearly = await plan(running(), 30_000, "year");
  await stripe.subscriptions.update(id, { items: [{ id: item, price: yearly }] });
  expect((await totalsOf(id)).at(-1)).toBe(30_000 + 600 - 1_500 - 300);
});

test("a change counts from the day that is named, within the period", async () => {
  const { stripe } = running();
  const { id, item, customer } = await inTheMiddle();
  const items = [{ id: item, price: await plan(running(), 6_000) }];
  await stripe.subscriptions.update(id, { items, proration_date: second("2026-04-11T00:00") });
  expect(await pendingOf(customer)).toEqual([-2_000, 4_000]);
  const late = stripe.subscriptions.update(id, { items: [{ id: item, quantity: 2 }], proration_date: may + 1 });
  expect(await refusal(late)).toMatchObject({ param: "proration_date" });
});

test("a credit gives back what was asked for, not what the price says, and the new price has the discount that still holds", async () => {
  const { stripe } = running();
  const half = await stripe.coupons.create({ percent_off: 50, duration: "once" });
  const fifth = await stripe.coupons.create({ percent_off: 20, duration: "forever" });
  const price = await plan(running(), 6_000);
  const once = await inTheMiddle({ discounts: [{ coupon: half.id }] });
  await stripe.subscriptions.update(once.id, { items: [{ id: once.item, price }] });
  expect(await pendingOf(once.customer)).toEqual([-750, 3_000]);
  const always = await inTheMiddle({ discounts: [{ coupon: fifth.id }] });
  await stripe.subscriptions.update(always.id, { items: [{ id: always.item, price }] });
  expect(await pendingOf(always.customer)).toEqual([-1_200, 2_400]);
});

test("what was changed for nothing is worth nothing when it is changed again", async () => {
  const { stripe } = running();
  const { id, item, customer } = await inTheMiddle();
  await stripe.subscriptions.update(id, { items: [{ id: item, quantity: 3 }], proration_behavior: "none" });
  await stripe.subscriptions.update(id, { items: [{ id: item, quantity: 1 }] });
  expect(await pendingOf(customer)).toEqual([-1_500, 1_500]);
  await stripe.subscriptions.update(id, { items: [{ id: item, metadata: { seat: "1" } }] });
  expect(await pendingOf(customer)).toEqual([-1_500, 1_500]);
});

test("a trial set on a running subscription gives back what is left, with its first invoice or at once or not at all", async () => {
  const { stripe } = running();
  const trial_end = second("2026-04-26T00:00");
  const later = await inTheMiddle();
  const trying = await stripe.subscriptions.update(later.id, { trial_end });
  expect(trying).toMatchObject({ status: "trialing", trial_start: middle, billing_cycle_anchor: trial_end });
  expect(trying.items.data[0]).toMatchObject({ current_period_start: middle, current_period_end: trial_end });
  expect(await pendingOf(later.customer)).toEqual([-1_500]);
  await stripe.subscriptions.update(later.id, { trial_end: second("2026-04-28T00:00") });
  await advance(running(), later.clock, second("2026-04-28T02:00"));
  expect(await totalsOf(later.id)).toEqual([3_000, 1_500]);
  const atOnce = await inTheMiddle();
  await stripe.subscriptions.update(atOnce.id, { trial_end, proration_behavior: "always_invoice" });
  expect(await totalsOf(atOnce.id)).toEqual([3_000, -1_500]);
  expect(await stripe.customers.retrieve(atOnce.customer)).toMatchObject({ balance: -1_500 });
  const never = await inTheMiddle();
  await stripe.subscriptions.update(never.id, { trial_end, proration_behavior: "none" });
  expect(await pendingOf(never.customer)).toEqual([]);
});

test("who leaves in the middle gets back what is left where that was asked for, and an invoice over it", async () => {
  const { stripe } = running();
  const plain = await inTheMiddle();
  await stripe.subscriptions.cancel(plain.id);
  expect(await pendingOf(plain.customer)).toEqual([]);
  const kept = await inTheMiddle();
  await stripe.subscriptions.cancel(kept.id, { prorate: true, cancellation_details: { comment: "Too dear" } });
  expect(await pendingOf(kept.customer)).toEqual([-1_500]);
  expect(await stripe.subscriptions.retrieve(kept.id)).toMatchObject({
    status: "canceled",
    cancellation_details: { comment: "Too dear", reason: "cancellation_requested" },
  });
  const billed = await inTheMiddle();
  await stripe.subscriptions.cancel(billed.id, { prorate: true, invoice_now: true });
  expect((await invoicesOf(billed.id)).at(-1)).toMatchObject({ status: "paid", total: -1_500, amount_due: 0 });
  expect(await stripe.customers.retrieve(billed.customer)).toMatchObject({ balance: -1_500 });
  const nothing = await inTheMiddle();
  await stripe.subscriptions.cancel(nothing.id, { invoice_now: true });
  expect(await totalsOf(nothing.id)).toEqual([3_000]);
});
