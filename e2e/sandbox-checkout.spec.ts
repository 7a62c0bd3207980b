import { demo, expect, test } from "./fixtures";
import { backPaid, checkout, customerWith, monthly, people, stripe, typeCard } from "./sandbox";

test.use({ expectRefusal: true });

for (const { who, javaScriptEnabled } of people) {
  test.describe(who, () => {
    test.use({ javaScriptEnabled });

    test("a declined card is told at its field, the next one pays, and is offered again when that was ticked", async ({
      page,
    }) => {
      const asked = {
        customer: await customerWith(),
        saved_payment_method_options: { payment_method_save: "enabled" as const },
      };
      const first = await checkout(page, asked);
      await typeCard(page, "4000 0000 0000 0002");
      await page.getByRole("button", { name: "Pay EUR 205.20" }).click();
      await expect(page).toHaveTitle(/^Error: Pay/);
      await expect(page.getByLabel("Card number")).toHaveAccessibleDescription("Your card was declined.");
      await expect(page.getByLabel("Card number")).toHaveValue("");
      await expect(page.getByLabel("Name on card")).toHaveValue("Ana Neto");
      await expect(page.getByRole("alert")).toBeFocused();
      await page.getByRole("link", { name: "Your card was declined." }).click();
      await typeCard(page, "4242424242424242");
      await page.getByLabel("Save this card for the next time").check();
      await page.getByRole("button", { name: "Pay EUR 205.20" }).click();
      await backPaid(page, first);
      const second = await checkout(page, asked);
      await expect(page.getByRole("radio", { name: "Visa ending in 4242" })).toBeChecked();
      await expect(page.getByLabel("Card number")).toBeHidden();
      await page.getByRole("button", { name: "Pay EUR 205.20" }).click();
      await backPaid(page, second);
      expect(await stripe.checkout.sessions.retrieve(second)).toMatchObject({ payment_status: "paid" });
    });

    test("a bank is left without an answer, refuses, and at last approves", async ({ page }) => {
      const session = await checkout(page, { customer: await customerWith() });
      await typeCard(page, "4000 0027 6000 3184");
      await page.getByRole("button", { name: "Pay EUR 205.20" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Do you want to pay EUR 205.20?");
      await page.getByRole("link", { name: "Go back without answering" }).click();
      await expect(page.getByRole("status")).toContainText("Your bank has not heard from you yet.");
      await page.getByRole("link", { name: "Go on at your bank" }).click();
      await page.getByRole("button", { name: "Refuse" }).click();
      await expect(page.getByRole("alert")).toContainText("We are unable to authenticate your payment method.");
      await page.getByRole("button", { name: "Always asks 3184" }).click();
      await page.getByRole("button", { name: "Approve" }).click();
      await page.waitForURL(`${demo.url}/healthz?paid=${session}*`);
      expect(await stripe.checkout.sessions.retrieve(session)).toMatchObject({ payment_status: "paid" });
    });

    test("a card is kept for later, and a subscription begins", async ({ page }) => {
      const customer = await customerWith();
      const setup = await checkout(page, { mode: "setup", currency: "eur", customer, line_items: undefined });
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Save a payment method");
      await typeCard(page, "5555 5555 5555 4444");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await backPaid(page, setup);
      const kept = await stripe.paymentMethods.list({ customer });
      expect(kept.data.map(({ card }) => card?.last4)).toEqual(["4444"]);
      const plan = await checkout(page, { mode: "subscription", customer, line_items: [monthly] });
      await expect(page.getByText("Renews every month until it is cancelled.")).toBeVisible();
      await page.getByRole("button", { name: "Subscribe and pay EUR 49.00" }).click();
      await backPaid(page, plan);
      const { data } = await stripe.subscriptions.list({ customer });
      expect(data.map(({ status }) => status)).toEqual(["active"]);
    });

    test("a code makes it cheaper, leaving pays nothing, and who comes back pays the lower price", async ({ page }) => {
      const coupon = await stripe.coupons.create({ percent_off: 25, duration: "once" });
      const { code } = await stripe.promotionCodes.create({ promotion: { type: "coupon", coupon: coupon.id } });
      const session = await checkout(page, { allow_promotion_codes: true });
      await page.getByLabel("Promotion code").fill("NOTHING");
      await page.getByRole("button", { name: "Apply" }).click();
      await expect(page.getByLabel("Promotion code")).toHaveAccessibleDescription("This promotion code is not valid.");
      await page.getByLabel("Promotion code").fill(code);
      await page.getByLabel("Promotion code").press("Enter");
      await expect(page.getByText("A promotion code is applied.")).toBeVisible();
      const address = page.url();
      await page.getByRole("link", { name: "Cancel and go back" }).click();
      await page.waitForURL(`${demo.url}/healthz?left=yes`);
      expect(await stripe.checkout.sessions.retrieve(session)).toMatchObject({ status: "open" });
      await page.goto(address);
      await page.getByLabel("E-mail").fill("ana@buyers.example");
      await page.getByRole("button", { name: "Visa 4242" }).click();
      await backPaid(page, session);
      expect(await stripe.checkout.sessions.retrieve(session)).toMatchObject({ amount_total: 15_390 });
    });
  });
}

test("a payment is made by keyboard alone, and Enter in a field pays with what was typed", async ({ page }) => {
  const session = await checkout(page);
  const type = async (label: string, words: string) => {
    await page.keyboard.press("Tab");
    await expect(page.getByLabel(label, { exact: true })).toBeFocused();
    await page.keyboard.type(words);
  };
  await type("E-mail", "ana@buyers.example");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("radio", { name: "Card" })).toBeFocused();
  await type("Card number", "4242424242424242");
  await type("Expiry", "0434");
  await type("CVC", "123");
  await type("Name on card", "Ana Neto");
  await page.keyboard.press("Enter");
  await backPaid(page, session);
  const { payment_intent } = await stripe.checkout.sessions.retrieve(session, {
    expand: ["payment_intent.latest_charge"],
  });
  expect(payment_intent).toMatchObject({ latest_charge: { payment_method_details: { type: "card" } } });
});
