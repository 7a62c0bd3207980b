import { expect, test } from "vitest";
import { sandboxOfThisFile } from "../testing/run-sandbox";
import { customerWith, refusal } from "../testing/steps";

const running = sandboxOfThisFile();

test("250 objects are paged through newest first, each exactly once, in both directions", async () => {
  const { stripe } = running();
  const made: string[] = [];
  for (let turn = 0; turn < 25; turn += 1) {
    const ten = await Promise.all(
      Array.from({ length: 10 }, () => stripe.customers.create({ email: "paged@kianda.example" })),
    );
    made.push(...ten.map(({ id }) => id));
  }
  const all = await stripe.customers
    .list({ email: "paged@kianda.example", limit: 100 })
    .autoPagingToArray({ limit: 1_000 });
  const ids = all.map(({ id }) => id);
  expect(ids).toHaveLength(250);
  expect(new Set(ids)).toEqual(new Set(made));
  expect(ids.slice(0, 10).every((id) => made.slice(-10).includes(id))).toBe(true);
  const back: string[] = [];
  for (let cursor = ids.at(-1) ?? "", more = true; more; ) {
    const page = await stripe.customers.list({ email: "paged@kianda.example", limit: 60, ending_before: cursor });
    back.unshift(...page.data.map(({ id }) => id));
    cursor = page.data[0]?.id ?? "";
    more = page.has_more;
  }
  expect(back).toEqual(ids.slice(0, -1));
});

test("a page that cannot be is refused", async () => {
  const { stripe } = running();
  const [one, other] = [await stripe.products.create({ name: "One" }), await stripe.products.create({ name: "Other" })];
  for (const [asked, param] of [
    [{ limit: 0 }, "limit"],
    [{ limit: 101 }, "limit"],
    [{ starting_after: "prod_none" }, "starting_after"],
    [{ starting_after: one.id, ending_before: other.id }, "starting_after"],
  ] as const) {
    expect(await refusal(stripe.products.list(asked))).toMatchObject({ statusCode: 400, param });
  }
  expect(await refusal(stripe.events.list({ starting_after: "evt_none" }))).toMatchObject({ param: "starting_after" });
});

test("ids become objects where they are asked for, up to four levels, in lists below data", async () => {
  const { stripe } = running();
  const { customer, method } = await customerWith(running());
  const intent = await stripe.paymentIntents.create({
    amount: 5_000,
    currency: "eur",
    customer,
    payment_method: method,
    confirm: true,
    expand: ["latest_charge.payment_intent.latest_charge.balance_transaction", "customer"],
  });
  expect(intent).toMatchObject({
    customer: { id: customer, email: "ana@kianda.example" },
    latest_charge: { payment_intent: { latest_charge: { balance_transaction: { amount: 5_000 } } } },
  });
  const list = await stripe.charges.list({ customer, expand: ["data.payment_intent.customer"] });
  expect(list.data[0]?.payment_intent).toMatchObject({ id: intent.id, customer: { id: customer } });
  for (const path of ["amount", "nothing", "latest_charge.nothing", "customer.a.b.c.d"]) {
    const error = await refusal(stripe.paymentIntents.retrieve(intent.id, { expand: [path] }));
    expect(error).toMatchObject({ type: "StripeInvalidRequestError", statusCode: 400, param: "expand" });
  }
});

test("what is expanded in an answer is not in the event about it", async () => {
  const { stripe, sandbox, listener } = running();
  const { customer } = await customerWith(running());
  const intent = await stripe.paymentIntents.create({ amount: 5_000, currency: "eur", customer, expand: ["customer"] });
  await sandbox.settled();
  const told = listener.events.find(({ data }) => "id" in data.object && data.object.id === intent.id);
  expect(told?.data.object).toMatchObject({ customer });
});

test("metadata is merged key by key, taken away by an empty word, and has its limits", async () => {
  const { stripe } = running();
  const { id } = await stripe.products.create({ name: "Plan", metadata: { a: "1", b: "2" } });
  expect((await stripe.products.update(id, { metadata: { b: "3", c: "4" } })).metadata).toEqual({
    a: "1",
    b: "3",
    c: "4",
  });
  expect((await stripe.products.update(id, { metadata: { a: "" } })).metadata).toEqual({ b: "3", c: "4" });
  expect((await stripe.products.update(id, { name: "Other" })).metadata).toEqual({ b: "3", c: "4" });
  for (const [metadata, param] of [
    [{ k: "v".repeat(501) }, "metadata[k]"],
    [{ ["k".repeat(41)]: "v" }, "metadata"],
    [Object.fromEntries(Array.from({ length: 51 }, (_, turn) => [`k${turn}`, "v"])), "metadata"],
  ] as const) {
    expect(await refusal(stripe.products.update(id, { metadata }))).toMatchObject({ statusCode: 400, param });
  }
  expect((await stripe.products.update(id, { metadata: "" })).metadata).toEqual({});
});

test.each([
  ["jpy", 50, 49],
  ["eur", 50, 49],
  ["gbp", 30, 29],
  ["kwd", 1_230, 1_234],
  ["ugx", 100_000, 100_050],
  ["usd", 99_999_999, 100_000_000],
  ["idr", 999_999_999_900, 1_000_000_000_000],
])("%s is charged in its smallest coin: %d can be paid, %d cannot", async (currency, good, bad) => {
  const { stripe } = running();
  const pay = (amount: number) =>
    stripe.paymentIntents.create({ amount, currency, payment_method: "pm_card_visa", confirm: true });
  expect(await pay(good)).toMatchObject({ status: "succeeded", currency, amount_received: good });
  expect(await refusal(pay(bad))).toMatchObject({ type: "StripeInvalidRequestError", param: "amount" });
});

test("a currency that is none is refused, and one in capitals is understood", async () => {
  const { stripe } = running();
  expect(await refusal(stripe.paymentIntents.create({ amount: 100, currency: "xyz" }))).toMatchObject({
    param: "currency",
  });
  expect(await stripe.paymentIntents.create({ amount: 100, currency: "EUR" })).toMatchObject({ currency: "eur" });
});
