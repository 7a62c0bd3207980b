import { createHmac } from "node:crypto";
import { demo, expect, test } from "./fixtures";
import { people } from "./sandbox";
import { accountNow, openAccount, readCallbacks } from "./sandbox-bank";

test.use({ expectRefusal: true });

for (const { who, javaScriptEnabled } of people) {
  test.describe(who, () => {
    test.use({ javaScriptEnabled });

    test("an account is found, paid in part, then with exactly what is missing", async ({ page }) => {
      const { id, account_number } = await openAccount();
      await page.goto(demo.bank.url);
      await page.getByRole("link", { name: account_number }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(account_number);
      await page.getByLabel("Another amount in IDR").fill("a lot");
      await page.getByRole("button", { name: "Transfer this" }).click();
      await expect(page.getByLabel("Another amount in IDR")).toHaveAccessibleDescription(/Write an amount/);
      await expect(page.getByLabel("Another amount in IDR")).toHaveValue("a lot");
      await page.getByLabel("Another amount in IDR").fill("125000");
      await page.getByRole("button", { name: "Transfer this" }).click();
      await expect(page.getByText("IDR 125,000.00 from BCA")).toBeVisible();
      await page.getByRole("button", { name: "Transfer exactly IDR 1,000,000.00" }).click();
      await expect(page.getByText("paid", { exact: true })).toBeVisible();
      expect(await accountNow(id)).toMatchObject({ status: "paid", amount_received: 112_500_000 });
    });

    test("another bank's transfer is refused where the bank is chosen", async ({ page }) => {
      const { id, page: address } = await openAccount();
      await page.goto(address);
      await page.getByLabel("From an account at").selectOption("bni");
      await page.getByRole("button", { name: "Transfer this" }).click();
      await expect(page.getByLabel("From an account at")).toHaveAccessibleDescription(/from its own accounts only/);
      expect(await accountNow(id)).toMatchObject({ status: "pending", amount_received: 0 });
    });

    test("what comes after its time is taken and called late", async ({ page }) => {
      const { id, page: address } = await openAccount({ expires_at: new Date(Date.now() + 1_500).toISOString() });
      await expect.poll(async () => (await accountNow(id)).status).toBe("expired");
      await page.goto(address);
      await page.getByRole("button", { name: "Transfer exactly IDR 1,125,000.00" }).click();
      await expect(page.getByText("IDR 1,125,000.00 from BCA late")).toBeVisible();
      expect(await accountNow(id)).toMatchObject({ status: "expired", payments: [{ late: true }] });
    });
  });
}

test("a transfer made by hand is told in a signed callback", async ({ page }) => {
  const { id, page: address } = await openAccount();
  const told: { signature: string; body: string }[] = [];
  const stop = await readCallbacks((callback) => told.push(callback));
  try {
    await page.goto(address);
    await page.getByRole("button", { name: "Transfer exactly IDR 1,125,000.00" }).click();
    const ours = () => told.find(({ body }) => body.includes(id));
    await expect.poll(ours).toBeTruthy();
    const { signature, body } = ours() ?? { signature: "", body: "{}" };
    expect(JSON.parse(body)).toMatchObject({
      type: "virtual_account.payment_received",
      data: { payment: { amount: 112_500_000, late: false }, virtual_account: { status: "paid" } },
    });
    const [, second = "", proof] = /^t=(\d+),v1=(\w+)$/.exec(signature) ?? [];
    const expected = createHmac("sha256", demo.bank.callback_secret).update(`${second}.${body}`).digest("hex");
    expect(proof).toBe(expected);
  } finally {
    await stop();
  }
});
