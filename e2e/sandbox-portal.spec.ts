import { demo, expect, test } from "./fixtures";
import { checkout, customerWith, openInvoice, people, stripe, subscribe, typeCard } from "./sandbox";

test.use({ expectRefusal: true });

for (const { who, javaScriptEnabled } of people) {
  test.describe(who, () => {
    test.use({ javaScriptEnabled });

    test("a card is added, made the default, and the old one removed; a subscription is cancelled and goes on", async ({
      page,
    }) => {
      const customer = await customerWith(["pm_card_visa"]);
      const { id } = await subscribe(customer);
      const { url } = await stripe.billingPortal.sessions.create({ customer, return_url: `${demo.url}/healthz?back` });
      await page.goto(url);
      const cards = page.getByRole("region", { name: "Payment methods" });
      await cards.getByRole("link", { name: "Add a card" }).click();
      await typeCard(page, "5555555555554444");
      await page.getByRole("button", { name: "Save the card" }).click();
      await expect(page.getByRole("status")).toHaveText("The payment method is saved.");
      await cards.getByRole("button", { name: "Make default Mastercard ending in 4444" }).click();
      const mastercard = cards.getByRole("listitem").filter({ hasText: "4444" });
      await expect(mastercard.getByText("default", { exact: true })).toBeVisible();
      await cards.getByRole("button", { name: "Remove Visa ending in 4242" }).click();
      await expect(cards.getByRole("listitem")).toHaveCount(1);
      const plans = page.getByRole("region", { name: "Subscriptions" });
      await plans.getByRole("link", { name: /^Cancel/ }).click();
      await page.getByRole("button", { name: "Cancel the subscription" }).click();
      expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ cancel_at_period_end: true });
      await plans.getByRole("button", { name: /^Resume/ }).click();
      await expect(page.getByRole("status")).toHaveText("The subscription goes on.");
      expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ cancel_at_period_end: false });
      await page.getByRole("link", { name: "Go back to the shop" }).click();
      await page.waitForURL(`${demo.url}/healthz?back`);
    });

    test("an invoice is refused one card and paid with another, and its receipt says so", async ({ page }) => {
      const invoice = await openInvoice(await customerWith());
      await page.goto(invoice.hosted_invoice_url ?? "");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("USD 123.45 to pay");
      await typeCard(page, "4000 0000 0000 0127");
      await page.getByRole("button", { name: "Pay USD 123.45" }).click();
      await expect(page.getByLabel("CVC")).toHaveAccessibleDescription(/security code is incorrect/);
      await typeCard(page, "4242424242424242");
      await page.getByRole("button", { name: "Pay USD 123.45" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("USD 123.45 paid");
      expect(await stripe.invoices.retrieve(invoice.id ?? "")).toMatchObject({ status: "paid" });
      const { data } = await stripe.charges.list({ customer: String(invoice.customer), limit: 1 });
      await page.goto(data[0]?.receipt_url ?? "");
      await expect(page.getByText("Visa ending in 4242", { exact: true })).toBeVisible();
    });

    test("a transfer comes in part, then in full", async ({ page }) => {
      const session = await checkout(page, { customer: await customerWith() });
      await page.getByRole("radio", { name: "Bank transfer" }).check();
      await page.getByRole("button", { name: "Pay EUR 205.20" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Send EUR 205.20");
      await page.getByLabel("Another amount in EUR").fill("much");
      await page.getByRole("button", { name: "Send this" }).click();
      await expect(page.getByLabel("Another amount in EUR")).toHaveAccessibleDescription(/Write an amount/);
      await page.getByLabel("Another amount in EUR").fill("5.20");
      await page.getByRole("button", { name: "Send this" }).click();
      await expect(page.getByRole("status")).toHaveText("EUR 5.20 of EUR 205.20 has arrived.");
      await page.getByRole("button", { name: "Send exactly EUR 200.00" }).click();
      await expect(page.getByText("EUR 205.20 has arrived.")).toBeVisible();
      expect(await stripe.checkout.sessions.retrieve(session)).toMatchObject({ payment_status: "paid" });
      await page.getByRole("link", { name: "Go back to the shop" }).click();
      await page.waitForURL(`${demo.url}/healthz?paid=${session}`);
    });
  });
}
