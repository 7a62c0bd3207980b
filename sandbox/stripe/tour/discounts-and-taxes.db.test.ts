import type Stripe from "stripe";
import { expect, test } from "vitest";
import { sandboxOfThisFile } from "../testing/run-sandbox";
import { advance, customerWith, payOnPage, plan, refusal, second } from "../testing/steps";

const running = sandboxOfThisFile();
const hours = 3_600;

async function totalsOf(coupon: Stripe.CouponCreateParams, months: number): Promise<number[]> {
  const { stripe } = running();
  const clock = (await stripe.testHelpers.testClocks.create({ frozen_time: second("2026-01-31T00:00") })).id;
  const { customer } = await customerWith(running(), undefined, clock);
  const discount = await stripe.coupons.create(coupon);
  const { id } = await stripe.subscriptions.create({
    customer,
    items: [{ price: await plan(running(), 5_000) }],
    discounts: [{ coupon: discount.id }],
  });
  for (let turn = 0; turn < months; turn += 1) {
    const [item] = (await stripe.subscriptions.retrieve(id)).items.data;
    await advance(running(), clock, (item?.current_period_end ?? 0) + 2 * hours);
  }
  return (await stripe.invoices.list({ subscription: id })).data.reverse().map(({ total }) => total);
}

test("a coupon holds for one invoice, for some months or for ever, as it says", async () => {
  expect(await totalsOf({ percent_off: 20, duration: "once" }, 2)).toEqual([4_000, 5_000, 5_000]);
  const repeating = { amount_off: 1_000, currency: "eur", duration: "repeating", duration_in_months: 2 } as const;
  expect(await totalsOf(repeating, 3)).toEqual([4_000, 4_000, 5_000, 5_000]);
  expect(await totalsOf({ percent_off: 12.5, duration: "forever" }, 2)).toEqual([4_375, 4_375, 4_375]);
});

test("a code can be used as often as its coupon says, in its time and by its customer", async () => {
  const { stripe } = running();
  const [{ customer: ana }, { customer: rui }] = [await customerWith(running()), await customerWith(running())];
  const coupon = await stripe.coupons.create({ percent_off: 10, duration: "forever", max_redemptions: 1 });
  const code = await stripe.promotionCodes.create({
    promotion: { type: "coupon", coupon: coupon.id },
    code: "ANAONLY",
    customer: ana,
  });
  const price = await plan(running(), 5_000);
  const discounts = [{ promotion_code: code.id }];
  expect(await refusal(stripe.subscriptions.create({ customer: rui, items: [{ price }], discounts }))).toMatchObject({
    param: "discounts[0][promotion_code]",
  });
  const subscription = await stripe.subscriptions.create({
    customer: ana,
    items: [{ price }],
    discounts,
    expand: ["latest_invoice", "discounts.source.coupon"],
  });
  expect(subscription).toMatchObject({
    latest_invoice: { total: 4_500 },
    discounts: [{ promotion_code: code.id, source: { coupon: { percent_off: 10, times_redeemed: 1, valid: false } } }],
  });
  expect(await refusal(stripe.subscriptions.create({ customer: ana, items: [{ price }], discounts }))).toMatchObject({
    code: "coupon_expired",
  });
  expect(
    await refusal(stripe.promotionCodes.create({ promotion: { type: "coupon", coupon: coupon.id }, code: "ANAONLY" })),
  ).toMatchObject({ param: "code" });
});

test("a checkout with a code and two kinds of tax adds up to the coin, and so does its invoice", async () => {
  const { stripe } = running();
  const customer = (await stripe.customers.create({ name: "Ana", email: "ana@kianda.example" })).id;
  const [added, included] = await Promise.all([
    stripe.taxRates.create({ display_name: "IVA", percentage: 14, inclusive: false }),
    stripe.taxRates.create({ display_name: "IVA", percentage: 23, inclusive: true }),
  ]);
  const coupon = await stripe.coupons.create({ percent_off: 10 });
  const price = (unit_amount: number) => ({
    currency: "eur",
    unit_amount,
    product_data: { name: `For ${unit_amount}` },
  });
  const session = await stripe.checkout.sessions.create({
    mode: "payment",
    customer,
    line_items: [
      { quantity: 3, price_data: price(3_333), tax_rates: [added.id] },
      { quantity: 1, price_data: price(1_230), tax_rates: [included.id] },
    ],
    discounts: [{ coupon: coupon.id }],
    invoice_creation: { enabled: true },
    success_url: "https://saldo.example/done",
  });
  // 9999 and 1230 less a tenth: 8999 + 1260 tax, and 1107 with 207 of it tax.
  expect(session).toMatchObject({
    amount_subtotal: 11_229,
    amount_total: 11_366,
    total_details: { amount_discount: 1_123, amount_tax: 1_467 },
  });
  await payOnPage(running(), session.id, "pm_card_visa");
  const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ["invoice", "payment_intent"] });
  expect(paid).toMatchObject({ payment_status: "paid", payment_intent: { amount_received: 11_366 } });
  expect(paid.invoice).toMatchObject({
    status: "paid",
    number: expect.stringMatching(/-0001$/),
    subtotal: 11_229,
    total: 11_366,
    amount_paid: 11_366,
    total_taxes: [
      { amount: 1_260, tax_behavior: "exclusive", taxable_amount: 8_999 },
      { amount: 207, tax_behavior: "inclusive", taxable_amount: 900 },
    ],
  });
  expect(await stripe.coupons.retrieve(coupon.id)).toMatchObject({ times_redeemed: 1 });
});

async function openInvoice(amount: number) {
  const { stripe } = running();
  const { customer } = await customerWith(running());
  const draft = await stripe.invoices.create({ customer, currency: "eur" });
  await stripe.invoiceItems.create({ customer, invoice: draft.id, amount, currency: "eur", description: "Work" });
  return { customer, invoice: (await stripe.invoices.finalizeInvoice(draft.id ?? "")).id ?? "" };
}

test("a credit note before payment makes the invoice smaller, and only the rest is charged", async () => {
  const { stripe } = running();
  const { customer, invoice } = await openInvoice(5_000);
  const note = await stripe.creditNotes.create({ invoice, amount: 2_000 });
  expect(note).toMatchObject({ type: "pre_payment", total: 2_000, number: expect.stringMatching(/-CN-01$/) });
  expect(await stripe.invoices.pay(invoice)).toMatchObject({ status: "paid", amount_paid: 3_000, amount_remaining: 0 });
  expect((await stripe.charges.list({ customer })).data.map(({ amount }) => amount)).toEqual([3_000]);
});

test("a credit note over all of an open invoice settles it", async () => {
  const { stripe } = running();
  const { customer, invoice } = await openInvoice(5_000);
  await stripe.creditNotes.create({ invoice, amount: 5_000 });
  expect(await stripe.invoices.retrieve(invoice)).toMatchObject({ status: "paid", amount_due: 0, amount_remaining: 0 });
  expect((await stripe.charges.list({ customer })).data).toEqual([]);
});

test("a credit note after payment gives the money back, or leaves it on the customer's balance, and never more than was paid", async () => {
  const { stripe } = running();
  const { customer, invoice } = await openInvoice(5_000);
  await stripe.invoices.pay(invoice);
  await stripe.creditNotes.create({ invoice, amount: 2_000, refund_amount: 2_000 });
  await stripe.creditNotes.create({ invoice, amount: 1_000, credit_amount: 1_000 });
  expect(await stripe.customers.retrieve(customer)).toMatchObject({ balance: -1_000 });
  expect((await stripe.charges.list({ customer })).data).toMatchObject([{ amount_refunded: 2_000 }]);
  expect(await refusal(stripe.creditNotes.create({ invoice, amount: 2_001, credit_amount: 2_001 }))).toMatchObject({
    param: "amount",
  });
});

test("what a customer has too much pays the next invoice, and what is too little to charge waits for it", async () => {
  const { stripe } = running();
  const { customer } = await customerWith(running());
  await stripe.customers.update(customer, { balance: -3_000 });
  const bill = async (amount: number) => {
    const draft = await stripe.invoices.create({ customer, currency: "eur" });
    await stripe.invoiceItems.create({ customer, invoice: draft.id, amount, currency: "eur" });
    return stripe.invoices.pay(draft.id ?? "");
  };
  expect(await bill(2_000)).toMatchObject({ status: "paid", amount_due: 0, ending_balance: -1_000 });
  expect(await bill(1_030)).toMatchObject({ status: "paid", amount_due: 0, ending_balance: 30 });
  expect(await bill(2_000)).toMatchObject({ status: "paid", amount_due: 2_030, amount_paid: 2_030, ending_balance: 0 });
  expect(await stripe.customers.retrieve(customer)).toMatchObject({ balance: 0 });
});
