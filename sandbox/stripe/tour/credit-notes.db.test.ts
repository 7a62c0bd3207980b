import type Stripe from "stripe";
import { expect, test } from "vitest";
import { sandboxOfThisFile } from "../testing/run-sandbox";
import { customerWith, refusal } from "../testing/steps";

const running = sandboxOfThisFile();

/** Three lines with a tenth off: 14 % on top of the first, 23 % in the second, none on the third. */
async function taxedInvoice() {
  const { stripe } = running();
  const { customer } = await customerWith(running());
  const [added, included] = await Promise.all([
    stripe.taxRates.create({ display_name: "IVA", percentage: 14, inclusive: false }),
    stripe.taxRates.create({ display_name: "IVA", percentage: 23, inclusive: true }),
  ]);
  const coupon = await stripe.coupons.create({ percent_off: 10 });
  const draft = await stripe.invoices.create({ customer, currency: "eur", discounts: [{ coupon: coupon.id }] });
  const invoice = draft.id ?? "";
  const put = (amount: number, more: Partial<Stripe.InvoiceItemCreateParams> = {}) =>
    stripe.invoiceItems.create({ customer, invoice, amount, currency: "eur", description: `For ${amount}`, ...more });
  await put(9_999, { tax_rates: [added.id] });
  await put(1_230, { tax_rates: [included.id] });
  await put(777);
  return { customer, invoice: await stripe.invoices.finalizeInvoice(invoice), id: invoice };
}

function sums(notes: readonly Stripe.CreditNote[]) {
  const add = (pick: (note: Stripe.CreditNote) => number | null | undefined) =>
    notes.reduce((sum, note) => sum + (pick(note) ?? 0), 0);
  return {
    total: add(({ total }) => total),
    subtotal: add(({ subtotal }) => subtotal),
    without: add((note) => note.total_excluding_tax),
    off: add((note) => note.discount_amount),
    taxes: add((note) => note.total_taxes?.reduce((sum, { amount }) => sum + amount, 0)),
  };
}

/** What every note must say of itself, whatever it was asked for. */
function expectToAddUp(note: Stripe.CreditNote) {
  const lines = note.lines.data;
  const added = (taxes: Stripe.CreditNote["total_taxes"]) =>
    (taxes ?? []).reduce((sum, tax) => sum + (tax.tax_behavior === "exclusive" ? tax.amount : 0), 0);
  const all = (note.total_taxes ?? []).reduce((sum, { amount }) => sum + amount, 0);
  expect(note.subtotal).toBe(lines.reduce((sum, { amount }) => sum + amount, 0));
  expect(note.total).toBe(note.subtotal - note.discount_amount + added(note.total_taxes));
  expect(note.total_excluding_tax).toBe(note.total - all);
  expect(note.subtotal_excluding_tax).toBe(note.subtotal - (all - added(note.total_taxes)));
  expect(note.discount_amount).toBe(lines.reduce((sum, { discount_amount }) => sum + discount_amount, 0));
  expect(note.amount).toBe(note.total);
}

test("a note over the whole invoice says of taxes, discounts and totals what the invoice says", async () => {
  const { stripe } = running();
  const { id, invoice } = await taxedInvoice();
  const note = await stripe.creditNotes.create({ invoice: id, amount: invoice.total });
  expectToAddUp(note);
  expect(note).toMatchObject({
    total: invoice.total,
    subtotal: invoice.subtotal,
    total_excluding_tax: invoice.total_excluding_tax,
    subtotal_excluding_tax: invoice.subtotal_excluding_tax,
    total_taxes: invoice.total_taxes?.map(({ amount, tax_behavior, taxable_amount }) => ({
      amount,
      tax_behavior,
      taxable_amount,
    })),
    lines: { data: invoice.lines.data.map(({ id: line, amount }) => ({ invoice_line_item: line, amount })) },
  });
});

test("many small notes take back every coin of amounts, discounts and taxes, and not one more", async () => {
  const { stripe } = running();
  const { id, invoice } = await taxedInvoice();
  const notes: Stripe.CreditNote[] = [];
  for (let left = invoice.total; left > 0; ) {
    const amount = Math.min(left, 1_009 + notes.length * 7);
    notes.push(await stripe.creditNotes.create({ invoice: id, amount }));
    expect(notes.at(-1)?.total).toBe(amount);
    left -= amount;
  }
  for (const note of notes) expectToAddUp(note);
  const taxes = (invoice.total_taxes ?? []).reduce((sum, { amount }) => sum + amount, 0);
  expect(sums(notes)).toEqual({
    total: invoice.total,
    subtotal: invoice.subtotal,
    without: invoice.total_excluding_tax,
    off: (invoice.total_discount_amounts ?? []).reduce((sum, { amount }) => sum + amount, 0),
    taxes,
  });
  expect(await stripe.invoices.retrieve(id)).toMatchObject({ status: "paid", amount_due: 0, amount_paid: 0 });
  expect(await refusal(stripe.creditNotes.create({ invoice: id, amount: 1 }))).toMatchObject({ param: "amount" });
});

test("lines are credited with their own part of discount and tax, by amount or by quantity, and never twice", async () => {
  const { stripe } = running();
  const { id, invoice } = await taxedInvoice();
  const [first, second] = invoice.lines.data;
  const line = (more: object) => ({ type: "invoice_line_item" as const, invoice_line_item: first?.id, ...more });
  const part = await stripe.creditNotes.create({ invoice: id, lines: [line({ amount: 4_000 })] });
  expectToAddUp(part);
  // 4000 less 400, and 14 % of 3600.
  expect(part).toMatchObject({ subtotal: 4_000, discount_amount: 400, total: 4_104 });
  expect(part.lines.data[0]?.taxes).toMatchObject([{ amount: 504, taxable_amount: 3_600 }]);
  expect(await refusal(stripe.creditNotes.create({ invoice: id, lines: [line({ amount: 6_000 })] }))).toMatchObject({
    param: "lines",
    code: "amount_too_large",
  });
  const twice = stripe.creditNotes.create({ invoice: id, lines: [line({ amount: 3_000 }), line({ amount: 3_000 })] });
  expect(await refusal(twice)).toMatchObject({ param: "lines" });
  const rest = await stripe.creditNotes.create({
    invoice: id,
    lines: [
      line({ amount: 5_999 }),
      { type: "invoice_line_item", invoice_line_item: second?.id, quantity: 1 },
      { type: "custom_line_item", description: "For the trouble", unit_amount: 100, quantity: 2 },
    ],
  });
  expectToAddUp(rest);
  expect(part.total + rest.total).toBe(10_259 + 1_107 + 200);
  const ignored = line({ amount: 1, tax_amounts: [{ amount: 1, tax_rate: "txr_1", taxable_amount: 1 }] });
  expect(await refusal(stripe.creditNotes.create({ invoice: id, lines: [ignored] }))).toMatchObject({
    statusCode: 400,
  });
});

test("what was paid goes back as refund, balance and elsewhere, and the three add up", async () => {
  const { stripe } = running();
  const { id, invoice, customer } = await taxedInvoice();
  await stripe.invoices.pay(id);
  const split = { refund_amount: 3_000, credit_amount: 2_000, out_of_band_amount: 1_000 };
  for (const amount of [5_999, 6_001]) {
    expect(await refusal(stripe.creditNotes.create({ invoice: id, amount, ...split }))).toMatchObject({
      param: "refund_amount",
    });
  }
  expect(await refusal(stripe.creditNotes.create({ invoice: id, amount: 6_000 }))).toMatchObject({ statusCode: 400 });
  const note = await stripe.creditNotes.create({ invoice: id, amount: 6_000, ...split });
  expectToAddUp(note);
  expect(note).toMatchObject({
    type: "post_payment",
    post_payment_amount: 6_000,
    pre_payment_amount: 0,
    out_of_band_amount: 1_000,
    refunds: [{ amount_refunded: 3_000 }],
  });
  expect(await stripe.customers.retrieve(customer)).toMatchObject({ balance: -2_000 });
  expect((await stripe.charges.list({ customer })).data).toMatchObject([{ amount_refunded: 3_000 }]);
  expect(await stripe.invoices.retrieve(id)).toMatchObject({
    status: "paid",
    total: invoice.total,
    post_payment_credit_notes_amount: 6_000,
  });
});

test("a refund that was made before is put under one note, for no more than it was", async () => {
  const { stripe } = running();
  const { id, customer } = await taxedInvoice();
  await stripe.invoices.pay(id);
  const [charge] = (await stripe.charges.list({ customer })).data;
  const refund = (await stripe.refunds.create({ charge: charge?.id, amount: 2_000 })).id;
  expect(
    await stripe.creditNotes.create({ invoice: id, amount: 1_500, refunds: [{ refund, amount_refunded: 1_500 }] }),
  ).toMatchObject({ refunds: [{ refund, amount_refunded: 1_500, type: "refund" }] });
  const more = stripe.creditNotes.create({ invoice: id, amount: 501, refunds: [{ refund, amount_refunded: 501 }] });
  expect(await refusal(more)).toMatchObject({ param: "refunds[0][refund]" });
  expect((await stripe.charges.list({ customer })).data).toMatchObject([{ amount_refunded: 2_000 }]);
});

test("where a balance has paid a part, a note first takes what is still asked for and gives the rest back", async () => {
  const { stripe } = running();
  const { customer } = await customerWith(running());
  await stripe.customers.update(customer, { balance: -1_000 });
  const draft = await stripe.invoices.create({ customer, currency: "eur" });
  await stripe.invoiceItems.create({ customer, invoice: draft.id, amount: 5_000, currency: "eur" });
  const { id = "" } = await stripe.invoices.finalizeInvoice(draft.id ?? "");
  const note = await stripe.creditNotes.create({ invoice: id, amount: 4_500, credit_amount: 500 });
  expect(note).toMatchObject({ type: "mixed", pre_payment_amount: 4_000, post_payment_amount: 500 });
  expect(await stripe.invoices.retrieve(id)).toMatchObject({ status: "paid", amount_due: 0, amount_remaining: 0 });
  expect(await stripe.customers.retrieve(customer)).toMatchObject({ balance: -500 });
  expect((await stripe.charges.list({ customer })).data).toEqual([]);
});
