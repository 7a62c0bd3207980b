import type { Page } from "@playwright/test";
import { expect, expectNoAxeViolations, expectNoSidewaysScroll, test } from "./fixtures";
import { foundWorkspace, newPerson } from "./people";

const table = (page: Page) => page.getByRole("table", { name: "Rates", exact: true });
const row = (page: Page, channel: string, toward: string) =>
  table(page)
    .getByRole("row")
    .filter({ hasText: `${channel}${toward}` });
const show = (page: Page) => page.getByRole("button", { name: "Show", exact: true }).click();

test("a number in any spelling finds the line that applies, and why", async ({ page, signInAs }) => {
  await signInAs("owner");
  await page.goto("/w/kianda/rates");
  await page.getByRole("searchbox").fill("00351 912 345 678");
  await show(page);
  await expect(page.getByRole("heading", { name: "To +351 912 345 678, Portugal" })).toBeVisible();
  await expect(row(page, "SMS", "outbound")).toContainText(/Portugal.*Country rate.*per part.*2\.00/);
  await expect(row(page, "SMS", "inbound")).toContainText(/Anywhere.*No closer rate.*0\.25/);
  await expect(row(page, "Email", "outbound")).toHaveCount(0);
  await expectNoAxeViolations(page);
  await page.getByRole("searchbox").fill("+999 123");
  await show(page);
  await expect(page.getByText("We know no destination “+999 123”")).toBeVisible();
  await page.getByRole("searchbox").fill("guin");
  await show(page);
  await page.getByRole("link", { name: "Guinea-Bissau" }).click();
  await expect(page.getByRole("heading", { name: "To Guinea-Bissau" })).toBeVisible();
  await expectNoSidewaysScroll(page);
});

test("the card's file holds what the page shows, line by line", async ({ page, context, signInAs }) => {
  await signInAs("owner");
  await page.goto("/w/kianda/rates?channel=sms&direction=outbound&q=brazil");
  await expect(table(page)).toBeVisible();
  const shown = await table(page).locator("tbody tr").count();
  const href = await page.getByRole("link", { name: "Download CSV" }).getAttribute("href");
  const answer = await context.request.get(href ?? "");
  expect(answer.headers()["content-type"]).toBe("text/csv; charset=utf-8");
  expect(answer.headers()["content-disposition"]).toMatch(/attachment; filename="rates_kianda_\d{4}-\d\d-\d\d\.csv"/);
  const lines = (await answer.text()).split("\r\n");
  expect(lines[0]).toMatch(/^channel,direction,category,destination,country,unit,credits,/);
  expect(lines).toHaveLength(shown + 2);
  expect(lines[1]).toMatch(/^sms,outbound,,BR,BR,part,2,1,1,up,\d+\.\d+,AOA,catalogue,/);
});

test("whoever owns nothing yet reads the card, without a price in money", async ({ page }) => {
  const slug = await foundWorkspace(page, newPerson(), "Rates of nobody");
  await page.goto(`/w/${slug}/rates?q=brazil`);
  await expect(page.getByText("no credits have been paid for yet")).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "At your price" })).toHaveCount(0);
  await page.goto(`/w/${slug}/rates?to=Brazil&text=Ol%C3%A1&count=10#estimate`);
  const answer = page.getByRole("region", { name: "What would it cost?" });
  await expect(answer).toContainText("Credits missing20");
  await expectNoAxeViolations(page);
});

test("a text is counted while it is typed, as the answer counts it", async ({ page, signInAs }) => {
  await signInAs("owner");
  await page.goto("/w/kianda/rates?to=Brazil#estimate");
  const text = page.getByLabel("Text", { exact: true });
  await text.fill("x".repeat(161));
  await expect(page.getByText("GSM-7 · characters: 161 · parts: 2")).toBeVisible();
  await text.fill(`${"x".repeat(160)}ã`);
  await expect(page.getByText("UCS-2 · characters: 161 · parts: 3")).toBeVisible();
  await page.getByRole("button", { name: "Estimate" }).click();
  const answer = page.getByRole("region", { name: "What would it cost?" });
  await expect(answer).toContainText("EncodingUCS-2");
  await expect(answer).toContainText("Parts3");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a text is counted in parts, multiplied by recipients, and held against the balance", async ({
    page,
    signInAs,
  }) => {
    await signInAs("developer");
    await page.goto("/w/kianda/rates?q=Portugal");
    await page.getByLabel("Text", { exact: true }).fill(`Olá João ${"x".repeat(80)}`);
    await page.getByLabel("Recipients").fill("1,500");
    await page.getByRole("button", { name: "Estimate" }).click();
    const answer = page.getByRole("region", { name: "What would it cost?" });
    await expect(answer).toContainText("EncodingUCS-2Outside GSM-7: á ã");
    await expect(answer).toContainText("Characters89");
    await expect(answer).toContainText("Parts2");
    await expect(answer).toContainText("Each recipient4 credits");
    await expect(answer).toContainText("6,000 credits");
    await expect(answer).toContainText("Balance after");
    await page.getByLabel("Recipients").fill("none");
    await page.getByRole("button", { name: "Estimate" }).click();
    await expect(answer).toContainText("Enter how many recipients");
  });
});
