import { expect, test } from "vitest";
import { sandboxOfThisFile } from "../testing/run-sandbox";
import { customerWith, plan } from "../testing/steps";

const running = sandboxOfThisFile();

/** How many went well, and how the others were refused. */
async function together(works: (() => Promise<unknown>)[]): Promise<{ done: number; codes: (string | undefined)[] }> {
  const settled = await Promise.allSettled(works.map((work) => work()));
  const refused = settled.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
  for (const error of refused) expect(error).toMatchObject({ statusCode: 400 });
  return { done: settled.length - refused.length, codes: refused.map(({ code }) => code) };
}

const times = <T>(count: number, work: () => T) => Array.from({ length: count }, () => work);

test("one payment that is confirmed by many at once is charged once", async () => {
  const { stripe } = running();
  const { customer, method } = await customerWith(running());
  const { id } = await stripe.paymentIntents.create({
    amount: 5_000,
    currency: "eur",
    customer,
    payment_method: method,
  });
  const { done, codes } = await together(times(8, () => stripe.paymentIntents.confirm(id)));
  expect(done).toBe(1);
  expect(new Set(codes)).toEqual(new Set(["payment_intent_unexpected_state"]));
  expect((await stripe.charges.list({ customer })).data).toHaveLength(1);
});

test("refunds at once never give back more than was paid", async () => {
  const { stripe } = running();
  const { customer, method } = await customerWith(running());
  const intent = await stripe.paymentIntents.create({
    amount: 10_000,
    currency: "eur",
    customer,
    payment_method: method,
    confirm: true,
    off_session: true,
  });
  const { done } = await together(times(8, () => stripe.refunds.create({ payment_intent: intent.id, amount: 3_000 })));
  expect(done).toBe(3);
  expect(await stripe.charges.retrieve(String(intent.latest_charge))).toMatchObject({ amount_refunded: 9_000 });
});

test("an invoice that is paid by many at once is paid once", async () => {
  const { stripe } = running();
  const { customer } = await customerWith(running());
  const draft = await stripe.invoices.create({ customer, currency: "eur" });
  await stripe.invoiceItems.create({ customer, invoice: draft.id, amount: 5_000, currency: "eur" });
  const { id = "" } = await stripe.invoices.finalizeInvoice(draft.id ?? "");
  const { done } = await together(times(6, () => stripe.invoices.pay(id)));
  expect(done).toBe(1);
  expect((await stripe.charges.list({ customer })).data).toHaveLength(1);
  expect((await stripe.invoicePayments.list({ invoice: id })).data).toMatchObject([
    { amount_paid: 5_000, status: "paid" },
  ]);
});

test("of a capture and a cancellation at once one wins, and the money is where the winner left it", async () => {
  const { stripe } = running();
  for (let turn = 0; turn < 4; turn += 1) {
    const { customer, method } = await customerWith(running());
    const { id } = await stripe.paymentIntents.create({
      amount: 5_000,
      currency: "eur",
      customer,
      payment_method: method,
      capture_method: "manual",
      confirm: true,
    });
    const { done } = await together([() => stripe.paymentIntents.capture(id), () => stripe.paymentIntents.cancel(id)]);
    expect(done).toBe(1);
    const after = await stripe.paymentIntents.retrieve(id, { expand: ["latest_charge"] });
    const won = after.status === "succeeded";
    expect(after).toMatchObject({
      status: won ? "succeeded" : "canceled",
      amount_received: won ? 5_000 : 0,
      latest_charge: { captured: won, refunded: !won },
    });
  }
});

test("invoices of one customer that are finalized at once are numbered without a gap", async () => {
  const { stripe } = running();
  const { customer } = await customerWith(running());
  const drafts = await Promise.all(
    times(8, () => stripe.invoices.create({ customer, currency: "eur" })).map((make) => make()),
  );
  const finals = await Promise.all(drafts.map(({ id }) => stripe.invoices.finalizeInvoice(id ?? "")));
  const numbers = finals.map(({ number }) => Number(number?.split("-").at(-1))).sort((a, b) => a - b);
  expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test("who wants the same things in another order is not told of it", async () => {
  const { stripe } = running();
  const { customer, method } = await customerWith(running());
  const draft = await stripe.invoices.create({ customer, currency: "eur" });
  await stripe.invoiceItems.create({ customer, invoice: draft.id, amount: 5_000, currency: "eur" });
  const { id = "" } = await stripe.invoices.finalizeInvoice(draft.id ?? "");
  const [payment] = (await stripe.invoicePayments.list({ invoice: id })).data;
  const intent = String(payment?.payment.payment_intent);
  await together([
    ...times(4, () => stripe.invoices.pay(id)),
    ...times(4, () => stripe.paymentIntents.confirm(intent, { payment_method: method })),
  ]);
  expect((await stripe.charges.list({ customer })).data).toHaveLength(1);
  expect(await stripe.invoices.retrieve(id)).toMatchObject({ status: "paid", amount_paid: 5_000 });
});

test("a coupon for three is redeemed by three of eight who come at once", async () => {
  const { stripe } = running();
  const price = await plan(running(), 5_000);
  const coupon = await stripe.coupons.create({ percent_off: 10, max_redemptions: 3 });
  const customers = await Promise.all(times(8, () => customerWith(running())).map((make) => make()));
  const { done, codes } = await together(
    customers.map(
      ({ customer }) =>
        () =>
          stripe.subscriptions.create({ customer, items: [{ price }], discounts: [{ coupon: coupon.id }] }),
    ),
  );
  expect([done, new Set(codes)]).toEqual([3, new Set(["coupon_expired"])]);
});
