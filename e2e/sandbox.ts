import { expect, type Page } from "@playwright/test";
import Stripe from "stripe";
import { demo } from "./fixtures";

const { hostname: host, port } = new URL(demo.stripe.url);

/** What a shop has: Stripe's own SDK, pointed at the stand-in of this run. */
export const stripe = new Stripe(demo.stripe.secret_key, {
  host,
  port,
  protocol: "http",
  maxNetworkRetries: 0,
  telemetry: false,
});

const shop = {
  success_url: `${demo.url}/healthz?paid={CHECKOUT_SESSION_ID}`,
  cancel_url: `${demo.url}/healthz?left=yes`,
};

type Wish = Partial<Stripe.Checkout.SessionCreateParams>;

export const credits = line("25 000 credits", 20_520);
export const monthly = line("Pro", 4_900, { recurring: { interval: "month" } });

export function line(name: string, unit_amount: number, more: { recurring?: { interval: "month" } } = {}) {
  return { quantity: 1, price_data: { currency: "eur", unit_amount, product_data: { name }, ...more } };
}

/** A checkout as a buyer is sent to it: below the product's own address. */
export async function checkout(page: Page, more: Wish = {}): Promise<string> {
  const session = await stripe.checkout.sessions.create({ mode: "payment", line_items: [credits], ...shop, ...more });
  expect(session.url).toBe(`${demo.url}/sandbox/c/pay/${session.id}`);
  await page.goto(session.url ?? "");
  return session.id;
}

/** A customer with cards that a checkout offers again; the first is the default. */
export async function customerWith(cards: readonly string[] = []): Promise<string> {
  const { id } = await stripe.customers.create({ name: "Ana Neto", email: "ana@buyers.example" });
  const ids: string[] = [];
  for (const card of cards) {
    const method = await stripe.paymentMethods.attach(card, { customer: id });
    await stripe.paymentMethods.update(method.id, { allow_redisplay: "always" });
    ids.push(method.id);
  }
  if (ids[0]) await stripe.customers.update(id, { invoice_settings: { default_payment_method: ids[0] } });
  return id;
}

export async function subscribe(customer: string): Promise<Stripe.Subscription> {
  const { id } = await stripe.prices.create({
    currency: "eur",
    unit_amount: 4_900,
    recurring: { interval: "month" },
    product_data: { name: "Pro" },
  });
  return stripe.subscriptions.create({ customer, items: [{ price: id }] });
}

/** An invoice that waits for its buyer, with this many lines. */
export async function openInvoice(customer: string, lines = 1): Promise<Stripe.Invoice> {
  const invoice = await stripe.invoices.create({ customer, collection_method: "send_invoice", days_until_due: 14 });
  const item = { customer, invoice: invoice.id, currency: "usd", amount: 12_345 };
  for (let count = 1; count <= lines; count++)
    await stripe.invoiceItems.create({ ...item, description: `Advice in week ${count}` });
  return stripe.invoices.finalizeInvoice(invoice.id);
}

export async function typeCard(page: Page, number: string): Promise<void> {
  await page.getByLabel("Card number").fill(number);
  await page.getByLabel("Expiry").fill("04 / 34");
  await page.getByLabel("CVC").fill("123");
  const name = page.getByLabel("Name on card");
  if (await name.isVisible()) await name.fill("Ana Neto");
}

/** Until the shop has its buyer back. */
export async function backPaid(page: Page, session: string): Promise<void> {
  await page.waitForURL(`${demo.url}/healthz?paid=${session}`);
}

export const people = [
  { who: "with scripts", javaScriptEnabled: true },
  { who: "with scripts blocked", javaScriptEnabled: false },
] as const;
