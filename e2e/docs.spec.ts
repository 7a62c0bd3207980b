import { demo, expect, test } from "./fixtures";

test("the reference leads from the contents to a section, and marks the one that is read", async ({ page }) => {
  await page.goto("/docs");
  const contents = page.getByRole("navigation", { name: "On this page" });
  await expect(contents.getByRole("link", { name: "Quick start" })).toHaveAttribute("aria-current", "location");
  await contents.getByRole("link", { name: "Quote a campaign" }).click();
  await expect(page.getByRole("heading", { name: "Quote a campaign", level: 2 })).toBeInViewport();
  await expect(contents.locator("[aria-current]")).toHaveText("Quote a campaign");
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
});

test("the examples of the address's language are copied and charge once", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/docs");
  const step = page.locator("#start-usage");
  await step.getByRole("link", { name: "Python" }).click();
  await page.waitForURL("**/docs?code=python#start-usage");
  await expect(step.locator("pre").first()).toContainText("requests.post(");
  await expect(page.locator("#retries")).toContainText("def charge(event):");
  await step.getByRole("button", { name: "Copy this example" }).click();
  await expect(page.getByText("Example copied")).toBeAttached();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await step.locator("pre").first().textContent());
  expect(copied).toContain(`${demo.url}/v1/usage`);
  await step.getByRole("link", { name: "curl" }).click();
  await expect(page.locator("#retries pre").first()).toContainText("curl --retry");
});

test("without JavaScript the reference has its contents, its languages and its code", async ({ browser }) => {
  const plain = await browser.newContext({ baseURL: demo.url, javaScriptEnabled: false });
  const page = await plain.newPage();
  await page.goto("/docs?code=php#postUsage");
  await expect(page.locator("#postUsage")).toContainText("CURLOPT_POSTFIELDS");
  await page.locator("#postUsage").getByRole("link", { name: "Node" }).click();
  await expect(page.locator("#postUsage")).toContainText("await fetch(");
  await plain.close();
});

test("somebody signed in finds the way back to the workspace", async ({ page, signInAs }) => {
  await signInAs("developer");
  await page.goto("/docs");
  await page.getByRole("link", { name: "Back to your workspace" }).click();
  await expect(page).toHaveURL(/\/w\/kianda\//);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("the contents are folded above the text", async ({ page }) => {
    await page.goto("/docs");
    const link = page.getByRole("link", { name: "Retries" });
    await expect(link).toBeHidden();
    await page.getByText("On this page", { exact: true }).click();
    await link.click();
    await expect(page.getByRole("heading", { name: "Retries", level: 2 })).toBeInViewport();
  });
});

for (const [locale, words] of [
  ["pt-AO", ["Âmbito", "Corpo", "Cobrar consumo", "obrigatório", "estão em inglês"]],
  ["id-ID", ["Cakupan", "Isi permintaan", "Menagih pemakaian", "wajib", "dalam bahasa Inggris"]],
] as const) {
  test.describe(locale, () => {
    test.use({ locale });

    test("the reference speaks the reader's language around its English descriptions, and says so", async ({
      page,
    }) => {
      await page.goto("/docs");
      for (const word of words) await expect(page.getByText(word).first()).toBeVisible();
      for (const word of ["Scope", "required", "Charge usage"]) {
        await expect(page.getByText(word, { exact: true })).toHaveCount(0);
      }
    });
  });
}
