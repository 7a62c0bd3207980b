import type Stripe from "stripe";
import { expect, test } from "vitest";
import { Browser } from "../../testing/browser";
import { sandboxOfThisFile } from "../../testing/run-sandbox";
import { customerWith, plan } from "../../testing/steps";

const running = sandboxOfThisFile();

async function portal(customer: string, features?: Stripe.BillingPortal.ConfigurationCreateParams.Features) {
  const { stripe } = running();
  const configuration = features && (await stripe.billingPortal.configurations.create({ features })).id;
  const return_url = "http://shop.example/account";
  const session = await stripe.billingPortal.sessions.create({ customer, return_url, configuration });
  const browser = new Browser();
  await browser.open(session.url);
  return { browser, url: session.url };
}

test("cards are added, made default and removed", async () => {
  const { stripe } = running();
  const { customer } = await customerWith(running());
  const { browser } = await portal(customer);
  expect(browser.page.text).toContain('href="http://shop.example/account"');
  await browser.follow("Add a card");
  await browser.press("Declined 0002");
  expect(browser.page).toMatchObject({ status: 402, words: expect.stringContaining("Your card was declined.") });
  await browser.press("Save the card", { number: "1", expiry: "01/20", cvc: "" });
  expect(browser.page.words).toContain("A card number has 12 to 19 digits.");
  expect(browser.page.words).toContain("The card has expired.");
  await browser.press("Mastercard 4444");
  expect(browser.page.words).toContain("The payment method is saved.");
  await browser.press(/^Make default Mastercard/);
  const [mastercard] = (await stripe.paymentMethods.list({ customer })).data;
  expect(await stripe.customers.retrieve(customer)).toMatchObject({
    invoice_settings: { default_payment_method: mastercard?.id },
  });
  await browser.press(/^Remove Visa/);
  expect((await stripe.paymentMethods.list({ customer })).data.map(({ card }) => card?.last4)).toEqual(["4444"]);
});

test("a card whose bank asks is saved when it is approved, and not when it is refused", async () => {
  const { stripe } = running();
  const { customer } = await customerWith(running());
  const { browser } = await portal(customer);
  await browser.follow("Add a card");
  await browser.press("Always asks 3184");
  await browser.press("Refuse");
  expect(browser.page.words).toContain("The bank did not approve");
  await browser.follow("Add a card");
  await browser.press("Always asks 3184");
  await browser.press("Approve");
  expect(browser.page.words).toContain("The payment method is saved.");
  expect((await stripe.paymentMethods.list({ customer })).data).toHaveLength(2);
});

test("a subscription is cancelled at the end of its period and resumed", async () => {
  const { stripe } = running();
  const { customer } = await customerWith(running());
  const price = await plan(running(), 4_900);
  const { id } = await stripe.subscriptions.create({ customer, items: [{ price }] });
  const { browser } = await portal(customer);
  expect(browser.page.words).toContain("EUR 49.00 per month");
  await browser.follow(/^Cancel/);
  await browser.press("Cancel the subscription");
  expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ cancel_at_period_end: true, status: "active" });
  await browser.press(/^Resume/);
  expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ cancel_at_period_end: false, cancel_at: null });
});

test("details and tax ids are changed as far as the shop allows it", async () => {
  const { stripe } = running();
  const { customer } = await customerWith(running());
  const { browser } = await portal(customer, {
    customer_update: { enabled: true, allowed_updates: ["email", "address", "tax_id"] },
  });
  await browser.follow("Change the details");
  await browser.press("Save", { email: "nobody" });
  expect(browser.page).toMatchObject({ status: 422, words: expect.stringContaining("This is not an e-mail address.") });
  await browser.press("Save", {
    email: "b@kianda.example",
    name: "Eve",
    city: "Luanda",
    country: "ao",
    tax_id: "PT123456789",
  });
  expect(browser.page.words).toContain("Your details are saved.");
  expect(await stripe.customers.retrieve(customer)).toMatchObject({
    email: "b@kianda.example",
    name: "Ana",
    address: { city: "Luanda", country: "AO" },
  });
  await browser.press(/^Remove PT123456789/);
  expect((await stripe.customers.listTaxIds(customer)).data).toEqual([]);
  await browser.open(`${browser.page.url.split("?")[0]}/cards`);
  expect(browser.page.status).toBe(403);
});

test("invoices lead to their pages", async () => {
  const { stripe } = running();
  const { customer } = await customerWith(running());
  const price = await plan(running(), 700);
  const { latest_invoice } = await stripe.subscriptions.create({ customer, items: [{ price }] });
  const { number } = await stripe.invoices.retrieve(String(latest_invoice));
  const { browser } = await portal(customer);
  await browser.follow(String(number));
  expect(browser.page.words).toContain("EUR 7.00 paid");
});

test("the address opens nothing in part, nothing of another customer, and nothing after an hour", async () => {
  const { sandbox } = running();
  const { method } = await customerWith(running());
  const mine = await customerWith(running());
  const { browser, url } = await portal(mine.customer);
  await browser.open(url.slice(0, -1));
  expect(browser.page.status).toBe(404);
  await browser.open(url.slice(0, url.lastIndexOf("_")));
  expect(browser.page.status).toBe(404);
  await browser.open(url);
  const { form } = browser.buttonOf(/^Remove/);
  const stolen = form.action.replace(mine.method, method);
  await browser.send(stolen, form.values);
  expect(browser.page.status).toBe(403);
  await fetch(`${sandbox.url}/_sandbox/clock`, { method: "POST", body: '{"advance_seconds":3600}' });
  await browser.open(url);
  expect(browser.page).toMatchObject({ status: 410, words: expect.stringContaining("This address has expired.") });
});
