import type Stripe from "stripe";
import { expect, test } from "vitest";
import { Browser } from "../../testing/browser";
import { sandboxOfThisFile } from "../../testing/run-sandbox";

const running = sandboxOfThisFile();
const shop = { success_url: "http://shop.example/done?s={CHECKOUT_SESSION_ID}", cancel_url: "http://shop.example/no" };
const credits = [
  { quantity: 1, price_data: { currency: "eur", unit_amount: 20_520, product_data: { name: "Credits" } } },
];
const card = { number: "4242 4242 4242 4242", expiry: "04 / 34", cvc: "123", card_name: "Ana Neto" };
const contact = { email: "ana@kianda.example" };

async function begin(more: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  const { stripe } = running();
  const session = await stripe.checkout.sessions.create({ mode: "payment", line_items: credits, ...shop, ...more });
  const browser = new Browser();
  await browser.open(session.url ?? "");
  return { browser, id: session.id, now: () => stripe.checkout.sessions.retrieve(session.id) };
}

async function knownCustomer(cards: readonly string[] = ["pm_card_visa"]) {
  const { stripe } = running();
  const customer = await stripe.customers.create({ name: "Ana", email: "ana@kianda.example" });
  for (const name of cards) {
    const method = await stripe.paymentMethods.attach(name, { customer: customer.id });
    await stripe.paymentMethods.update(method.id, { allow_redisplay: "always" });
  }
  return customer.id;
}

test("a guest types a card, pays, and is sent back with the session in the address", async () => {
  const { browser, id, now } = await begin();
  expect(browser.page.words).toContain("EUR 205.20");
  await browser.press("Pay EUR 205.20", { ...contact, ...card });
  expect(browser.page.url).toBe(`http://shop.example/done?s=${id}`);
  expect(await now()).toMatchObject({
    status: "complete",
    payment_status: "paid",
    customer_details: { email: "ana@kianda.example", name: "Ana Neto" },
  });
});

test.each([
  ["Declined 0002", "Your card was declined."],
  ["Insufficient funds 9995", "insufficient funds"],
  ["Expired card 0069", "has expired"],
  ["Wrong CVC 0127", "security code is incorrect"],
  ["Processing error 0119", "processing your card"],
])("%s is refused in its words, and the next card pays the same payment", async (button, words) => {
  const { browser, now } = await begin();
  const refused = await browser.press(button, { ...contact, number: card.number });
  expect(refused).toMatchObject({ status: 402, words: expect.stringContaining(words) });
  expect(refused.text).toContain('value="ana@kianda.example"');
  expect(refused.text).not.toContain("4242 4242");
  const { payment_intent: first } = await now();
  await browser.press("Visa 4242", contact);
  expect(await now()).toMatchObject({ status: "complete", payment_status: "paid", payment_intent: first });
});

test.each([
  ["4000000000000002", "number", "Your card was declined."],
  ["4000000000000127", "cvc", "Your card&#39;s security code is incorrect."],
  ["4000000000000069", "expiry", "Your card has expired."],
])("the refusal of %s stands at its %s, and the head of the form leads there", async (number, name, words) => {
  const { browser } = await begin();
  await browser.press("Pay EUR 205.20", { ...contact, ...card, number });
  expect(browser.page.text).toContain(`<p class="problem" id="${name}-problem">${words}</p>`);
  expect(browser.page.text).toContain(`<a href="#${name}">${words}</a>`);
  expect(browser.page.text).toContain("<title>Error: Pay");
});

test("a saved card that is declined is told above the cards", async () => {
  const { browser } = await begin({ customer: await knownCustomer(["pm_card_chargeCustomerFail"]) });
  await browser.press("Pay EUR 205.20");
  expect(browser.page.text).toMatch(/<p class="problem" id="method" tabindex="-1">Your card was declined.<\/p>/);
});

test("what is missing or wrong is told at its field, and nothing is tried", async () => {
  const { browser, now } = await begin({
    phone_number_collection: { enabled: true },
    tax_id_collection: { enabled: true },
  });
  await browser.press("Pay EUR 205.20", { email: "nobody", expiry: "13/30", cvc: "1", tax_id: "123" });
  expect(browser.page.status).toBe(422);
  for (const words of [
    "This is not an e-mail address.",
    "Write your phone number.",
    "Write the number of the card.",
    "Write month and year",
    "The CVC has 3 or 4 digits.",
    "Write the name that stands on the card.",
    "A European VAT number begins with its country",
  ]) {
    expect(browser.page.words).toContain(words);
  }
  expect(await now()).toMatchObject({ status: "open", payment_intent: null });
});

test("a card of this world is refused, shown nowhere and kept nowhere", async () => {
  const { stripe } = running();
  const { browser, now } = await begin({ customer: await knownCustomer([]) });
  await browser.press("Pay EUR 205.20", { ...card, number: "4539 5787 6362 1486" });
  expect(browser.page).toMatchObject({ status: 402, words: expect.stringContaining("the card is no test card") });
  expect(browser.page.text).not.toMatch(/4539|1486/);
  const { customer } = await now();
  expect((await stripe.paymentMethods.list({ customer: String(customer) })).data).toEqual([]);
});

test("the bank is asked: approved pays, refused comes back to the form with the reason", async () => {
  const { browser, now } = await begin();
  await browser.press("Always asks 3184", contact);
  expect(browser.page.words).toContain("Do you want to pay EUR 205.20? With Visa ending in 3184.");
  await browser.press("Refuse");
  expect(browser.page.words).toContain("We are unable to authenticate your payment method.");
  await browser.press("Always asks 3184", contact);
  await browser.press("Approve");
  expect(browser.page.url).toContain("shop.example/done");
  expect(await now()).toMatchObject({ payment_status: "paid" });
});

test("who comes back without an answer can go on at the bank or take another card", async () => {
  const { browser, now } = await begin();
  await browser.press("3-D Secure 2 3220", contact);
  await browser.follow("Go back without answering");
  expect(browser.page.words).toContain("Your bank has not heard from you yet.");
  await browser.press("Visa 4242", contact);
  expect(await now()).toMatchObject({ payment_status: "paid" });
});

test("a form that is sent twice pays once", async () => {
  const { stripe } = running();
  const customer = await knownCustomer();
  const { browser, id } = await begin({ customer });
  const { form } = browser.buttonOf("Pay EUR 205.20");
  const [first, second] = [new Browser(), new Browser()];
  const address = new URL(`/c/pay/${id}`, browser.page.url).href;
  await Promise.all([first.open(address), second.open(address)]);
  await Promise.all([first.send(form.action, form.values), second.send(form.action, form.values)]);
  expect([first.page.url, second.page.url]).toEqual([0, 1].map(() => `http://shop.example/done?s=${id}`));
  expect((await stripe.charges.list({ customer })).data).toHaveLength(1);
});

test("a declined form that is sent twice is declined once", async () => {
  const { stripe } = running();
  const customer = await knownCustomer(["pm_card_chargeCustomerFail"]);
  const { browser } = await begin({ customer });
  const { form } = browser.buttonOf("Pay EUR 205.20");
  await browser.send(form.action, form.values);
  await browser.send(form.action, form.values);
  expect(browser.page.words).toContain("Your card was declined.");
  expect((await stripe.charges.list({ customer })).data).toHaveLength(1);
});

test("saved cards are offered, an expired one not, and a new one is kept when that was ticked", async () => {
  const { stripe } = running();
  const customer = await knownCustomer(["pm_card_visa", "pm_card_mastercard"]);
  const [newest] = (await stripe.paymentMethods.list({ customer })).data;
  await stripe.paymentMethods.update(newest?.id ?? "", { card: { exp_month: 1, exp_year: 2024 } });
  const asked = { customer, saved_payment_method_options: { payment_method_save: "enabled" as const } };
  const { browser, now } = await begin(asked);
  expect(browser.page.words).toContain("Mastercard ending in 4444 expired 01 / 24");
  await browser.press("Pay EUR 205.20", { method: "card", ...card, number: "378282246310005", save: "on" });
  expect(await now()).toMatchObject({ payment_status: "paid" });
  const kept = await stripe.paymentMethods.list({ customer, allow_redisplay: "always" });
  expect(kept.data.map(({ card: of }) => of?.last4)).toContain("0005");
});

test("a promotion code makes it cheaper, a wrong one says so, and it can be taken away", async () => {
  const { stripe } = running();
  const coupon = await stripe.coupons.create({ percent_off: 50, duration: "once" });
  await stripe.promotionCodes.create({ promotion: { type: "coupon", coupon: coupon.id }, code: "HALF" });
  const { browser, now } = await begin({ allow_promotion_codes: true });
  await browser.press("Apply", { code: "NONE" });
  expect(browser.page).toMatchObject({
    status: 422,
    words: expect.stringContaining("This promotion code is not valid."),
  });
  await browser.press("Apply", { code: " half " });
  expect(browser.page.words).toContain("EUR 102.60");
  expect(await now()).toMatchObject({ amount_total: 10_260, total_details: { amount_discount: 10_260 } });
  await browser.press("Remove it");
  expect(await now()).toMatchObject({ amount_total: 20_520, discounts: [] });
  await browser.press("Apply", { code: "HALF" });
  await browser.press("Visa 4242", contact);
  const { payment_intent } = await now();
  expect(await stripe.paymentIntents.retrieve(String(payment_intent))).toMatchObject({ amount_received: 10_260 });
});

test("an order that costs nothing is completed without a card", async () => {
  const { stripe } = running();
  const coupon = await stripe.coupons.create({ percent_off: 100, duration: "once" });
  const { browser, now } = await begin({ discounts: [{ coupon: coupon.id }] });
  await browser.press("Complete the order", contact);
  expect(await now()).toMatchObject({ status: "complete", payment_status: "no_payment_required" });
});

test("a debit is on its way when the buyer is sent back, and is answered later", async () => {
  const { sandbox } = running();
  const { browser, now } = await begin();
  await browser.press("Pays AT 3201", contact);
  expect(browser.page.url).toContain("shop.example/done");
  await sandbox.settled();
  expect(await now()).toMatchObject({ payment_status: "paid" });
});

test("an account that is no test account is refused at its field", async () => {
  const { browser } = await begin();
  await browser.press("Pay EUR 205.20", {
    ...contact,
    method: "sepa_debit",
    iban: "PT50000201231234567890154",
    holder: "Ana",
  });
  expect(browser.page).toMatchObject({ status: 422, words: expect.stringContaining("This is no test account.") });
});

test("a bank transfer is told where to, comes in part, then in full", async () => {
  const { browser, now } = await begin({ customer: await knownCustomer([]) });
  await browser.press("Pay EUR 205.20", { method: "customer_balance" });
  expect(browser.page.words).toContain("Send EUR 205.20");
  expect(browser.page.words).toContain("IBAN");
  await browser.press("Send this", { amount: "abc" });
  expect(browser.page).toMatchObject({ status: 422, words: expect.stringContaining("Write an amount") });
  await browser.press("Send this", { amount: "5.20" });
  expect(browser.page.words).toContain("EUR 5.20 of EUR 205.20 has arrived.");
  await browser.press("Send exactly EUR 200.00");
  expect(browser.page.words).toContain("EUR 205.20 has arrived.");
  expect(await now()).toMatchObject({ payment_status: "paid" });
});

test("a long order is folded after its first lines, and is all there", async () => {
  const twelve = Array.from({ length: 12 }, (_, at) => ({
    quantity: 1,
    price_data: { currency: "eur", unit_amount: 1_000, product_data: { name: `Month ${at + 1}.` } },
  }));
  const { browser } = await begin({ line_items: twelve });
  const [shown = "", folded = ""] = browser.page.text.split("8 more items");
  expect(shown.match(/Month \d+\./g)).toHaveLength(4);
  expect(folded.match(/Month \d+\./g)).toHaveLength(8);
});

test("setup keeps a card, also one whose bank asks first", async () => {
  const { stripe } = running();
  const customer = await knownCustomer([]);
  const { browser, now } = await begin({ mode: "setup", currency: "eur", customer, line_items: undefined });
  await browser.press("Declined 0002");
  expect(browser.page).toMatchObject({ status: 402, words: expect.stringContaining("Your card was declined.") });
  await browser.press("Always asks 3184");
  await browser.press("Refuse");
  expect(browser.page.words).toContain("We are unable to authenticate");
  await browser.press("Always asks 3184");
  await browser.press("Approve");
  expect(browser.page.url).toContain("shop.example/done");
  expect(await now()).toMatchObject({ status: "complete", mode: "setup" });
  expect((await stripe.paymentMethods.list({ customer })).data.map(({ card: of }) => of?.last4)).toEqual(["3184"]);
});

const monthly = [
  {
    quantity: 1,
    price_data: {
      currency: "eur",
      unit_amount: 4_900,
      recurring: { interval: "month" as const },
      product_data: { name: "Pro" },
    },
  },
];

test("a subscription begins with its first payment, also when the bank asks and is refused first", async () => {
  const { stripe } = running();
  const customer = await knownCustomer([]);
  const { browser, now } = await begin({ mode: "subscription", customer, line_items: monthly });
  expect(browser.page.words).toContain("per month");
  await browser.press("Declined 0002");
  expect(browser.page.status).toBe(402);
  await browser.press("Always asks 3184");
  await browser.press("Refuse");
  expect(browser.page.words).toContain("We are unable to authenticate");
  await browser.press("Always asks 3184");
  await browser.press("Approve");
  expect(browser.page.url).toContain("shop.example/done");
  expect(await now()).toMatchObject({ status: "complete", payment_status: "paid" });
  const { data } = await stripe.subscriptions.list({ customer, status: "all" });
  expect(data.map(({ status }) => status)).toEqual(["active"]);
});

test("a trial is told, and takes nothing today", async () => {
  const { browser, now } = await begin({
    mode: "subscription",
    customer: await knownCustomer([]),
    line_items: monthly,
    subscription_data: { trial_period_days: 14 },
  });
  expect(browser.page.words).toContain("14 days free, then EUR 49.00 per month.");
  await browser.press("Visa 4242");
  expect(await now()).toMatchObject({ status: "complete", payment_status: "no_payment_required" });
});

test("a session that is over says so and leads back", async () => {
  const { stripe } = running();
  const { browser, id } = await begin();
  const address = browser.page.url;
  await stripe.checkout.sessions.expire(id);
  await browser.press("Visa 4242", contact);
  expect(browser.page.words).toContain("This checkout has expired");
  expect(browser.page.text).toContain('href="http://shop.example/no"');
  const paid = await begin();
  const before = paid.browser.page.url;
  await paid.browser.press("Visa 4242", contact);
  await paid.browser.open(before);
  expect(paid.browser.page.words).toContain("This checkout is complete");
  expect(address).not.toBe(before);
});

test("a form without its token is refused", async () => {
  const { browser, id, now } = await begin();
  const { form } = browser.buttonOf("Visa 4242");
  for (const token of ["", "x", "%F0"]) {
    const body = new URLSearchParams([...form.values, ["test_card", "visa"]]);
    body.set("token", token);
    await browser.send(`/c/pay/${id}`, body);
    expect(browser.page).toMatchObject({ status: 403 });
  }
  expect(await now()).toMatchObject({ status: "open", payment_intent: null });
});
