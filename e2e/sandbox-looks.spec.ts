import type { Page } from "@playwright/test";
import { demo, expect, expectNoAxeViolations, expectNoSidewaysScroll, test } from "./fixtures";
import { checkout, customerWith, line, openInvoice, stripe, subscribe } from "./sandbox";
import { accountNow, ask, openAccount } from "./sandbox-bank";

const longName =
  "Cooperativa dos Produtores de Café do Planalto Central do Huambo e do Bié, Sociedade de Responsabilidade";

type Shown = { name: string; open: (page: Page) => Promise<unknown> };

const pages: Record<string, readonly Shown[]> = {
  checkout: [
    {
      name: "with everything it can ask, and many lines",
      open: async (page) =>
        checkout(page, {
          customer: await customerWith(["pm_card_visa", "pm_card_mastercard"]),
          allow_promotion_codes: true,
          phone_number_collection: { enabled: true },
          tax_id_collection: { enabled: true },
          customer_update: { name: "auto", address: "auto" },
          line_items: Array.from({ length: 12 }, (_, at) => line(`${longName}, month ${at + 1}`, 1_000 * (at + 1))),
        }),
    },
    {
      name: "with errors",
      open: async (page) => {
        await checkout(page);
        await page.getByRole("button", { name: "Pay EUR 205.20" }).click();
      },
    },
    {
      name: "saving a card, with every test card in sight",
      open: async (page) => {
        await checkout(page, { mode: "setup", currency: "eur", customer: await customerWith(), line_items: undefined });
        await page.getByText("More to try").click();
      },
    },
    {
      name: "at the bank",
      open: async (page) => {
        await checkout(page, { customer: await customerWith() });
        await page.getByRole("button", { name: "Always asks 3184" }).click();
      },
    },
    {
      name: "over",
      open: async (page) => {
        const session = await checkout(page);
        await stripe.checkout.sessions.expire(session);
        await page.reload();
      },
    },
    {
      name: "waiting for a transfer",
      open: async (page) => {
        await checkout(page, { customer: await customerWith() });
        await page.getByRole("radio", { name: "Bank transfer" }).check();
        await page.getByRole("button", { name: "Pay EUR 205.20" }).click();
      },
    },
  ],
  portal: [
    { name: "home", open: async (page) => page.goto(await portal()) },
    { name: "a new card", open: async (page) => page.goto(`${await portal()}/cards`) },
    { name: "details", open: async (page) => page.goto(`${await portal()}/details`) },
    {
      name: "cancelling",
      open: async (page) => {
        await page.goto(await portal());
        await page.getByRole("link", { name: /^Cancel/ }).click();
      },
    },
    {
      name: "an invoice of many lines",
      open: async (page) => {
        const { hosted_invoice_url: url } = await openInvoice(await customerWith(["pm_card_visa"]), 12);
        await page.goto(url ?? "");
      },
    },
    {
      name: "a receipt",
      open: async (page) => {
        const customer = await customerWith(["pm_card_visa"]);
        await subscribe(customer);
        const { data } = await stripe.charges.list({ customer });
        await page.goto(data[0]?.receipt_url ?? "");
      },
    },
  ],
  console: ["", "/objects", "/objects?search=nobody", "/events", "/deliveries", "/endpoints", "/faults", "/clock"].map(
    (path) => ({ name: path || "overview", open: (page) => page.goto(demo.stripe.console + path) }),
  ),
  bank: [
    { name: "its accounts", open: (page) => page.goto(demo.bank.url) },
    { name: "an account", open: async (page) => page.goto((await openAccount({ name: longName.slice(0, 100) })).page) },
    {
      name: "an account that was paid twice",
      open: async (page) => {
        const account = await openAccount();
        await ask("POST", `/virtual-accounts/${account.id}/payments`);
        await ask("POST", `/virtual-accounts/${account.id}/payments`, { amount: 5 });
        expect(await accountNow(account.id)).toMatchObject({ status: "paid" });
        await page.goto(account.page);
      },
    },
    {
      name: "an error",
      open: async (page) => {
        await page.goto((await openAccount()).page);
        await page.getByLabel("Another amount in IDR").fill("");
        await page.getByRole("button", { name: "Transfer this" }).click();
      },
    },
  ],
};

async function portal(): Promise<string> {
  const customer = await customerWith(["pm_card_visa", "pm_card_amex"]);
  await stripe.customers.update(customer, { name: longName });
  await subscribe(customer);
  return (await stripe.billingPortal.sessions.create({ customer, return_url: demo.url })).url;
}

test.use({ expectRefusal: true });

for (const [group, shown] of Object.entries(pages)) {
  for (const { name, open } of shown) {
    test(`${group}, ${name}: open to everybody, light and dark, and whole when it is small`, async ({ page }) => {
      await open(page);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectNoAxeViolations(page);
      await page.emulateMedia({ colorScheme: "dark" });
      await page.setViewportSize({ width: 390, height: 844 });
      await expectNoSidewaysScroll(page);
      await expectNoAxeViolations(page);
      await page.setViewportSize({ width: 320, height: 700 });
      await expectNoSidewaysScroll(page);
      await page.setViewportSize({ width: 640, height: 800 });
      await page.evaluate(() => {
        document.documentElement.style.fontSize = "200%";
      });
      await expectNoSidewaysScroll(page);
    });
  }
}
