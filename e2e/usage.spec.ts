import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

const list = (page: Page) => page.getByRole("table", { name: "Usage", exact: true });
const number = (text: string | null) => Number((text ?? "").replaceAll(",", ""));
const figure = async (page: Page, name: string) =>
  number(
    await page.getByRole("term").filter({ hasText: name }).locator("..").locator("dd > span").first().textContent(),
  );

test("a recipient is found in any spelling, and its line opens into a receipt", async ({ page, signInAs }) => {
  await signInAs("owner");
  await page.goto("/w/kianda/usage?channel=sms&range=last-7");
  const line = list(page).getByRole("row").nth(1);
  const recipient = /\+244\d{9}/.exec((await line.textContent()) ?? "")?.[0] ?? "";
  const local = recipient.slice(4);
  await page
    .getByRole("searchbox", { name: "Search" })
    .fill(`00244 ${local.slice(0, 3)} ${local.slice(3, 6)} ${local.slice(6)}`);
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page.getByRole("link", { name: /^Search: 00244/ })).toBeVisible();
  await expect(list(page).getByRole("row").nth(1)).toContainText(recipient);
  await list(page).getByRole("row").nth(1).getByRole("link").click();
  const receipt = page.getByRole("region", { name: /^SMS, / });
  await expect(receipt).toContainText(recipient);
  await expect(receipt).toContainText("Paid by");
  await receipt.getByRole("link", { name: "Close" }).click();
  await expect(receipt).toHaveCount(0);
  await expect(page).toHaveURL(/q=00244/);
});

test("a day added up by kind is the sum of the list, and each line leads to its messages", async ({
  page,
  signInAs,
}) => {
  await signInAs("owner");
  await page.goto("/w/kianda/usage?range=yesterday");
  const [items, refused] = [await figure(page, "Items"), await figure(page, "Refused")];
  const credits = await figure(page, "Credits used");
  await page.getByRole("link", { name: "By kind of usage" }).click();
  const totals = page.getByRole("table", { name: "Usage by: Kind of usage" }).locator("tfoot td");
  await expect(totals.first()).toHaveText("Total");
  const sums = (await totals.allTextContents()).map(number);
  expect([(sums[1] ?? 0) + (sums[2] ?? 0), sums[2], sums[3]]).toEqual([items, refused, credits]);
  const first = page.getByRole("table", { name: "Usage by: Kind of usage" }).locator("tbody tr").first();
  const charged = number(await first.getByRole("cell").first().textContent());
  await first.getByRole("link", { name: /^View details/ }).click();
  await expect(page.getByRole("link", { name: /^Kind of usage: / })).toBeVisible();
  expect((await figure(page, "Items")) - (await figure(page, "Refused"))).toBe(charged);
});

test("pages follow each other without a gap, and say where they stand", async ({ page, signInAs }) => {
  await signInAs("owner");
  await page.goto("/w/kianda/usage?range=last-7&channel=email");
  const times = async () =>
    list(page)
      .locator("tbody tr")
      .evaluateAll((rows) => rows.map((row) => row.textContent));
  const before = await times();
  await expect(page.getByText(/^1–50 of/)).toBeVisible();
  await page.getByRole("link", { name: "Older" }).click();
  await expect(page.getByText(/^51–100 of/)).toBeVisible();
  expect((await times()).filter((row) => before.includes(row))).toEqual([]);
  await page.getByRole("link", { name: "Newest" }).click();
  await expect(page.getByText(/^1–50 of/)).toBeVisible();
});

test("a developer sees recipients masked, and a viewer no log at all", async ({ page, context, signInAs }) => {
  await signInAs("developer");
  await page.goto("/w/kianda/usage?channel=sms&range=last-7");
  await expect(list(page)).toContainText("+244•••");
  expect(await page.content()).not.toMatch(/\+244\d{9}/);
  const grouped = await context.request.get("/w/kianda/usage?group=recipient&range=last-7");
  expect(await grouped.text()).toMatch(/\+244•••\d\d/);
  expect(await grouped.text()).not.toMatch(/\+244\d{9}/);
  await context.clearCookies();
  await signInAs("viewer");
  expect((await context.request.get("/w/kianda/usage")).status()).toBe(403);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("filters, pages and receipts work", async ({ page, signInAs }) => {
    await signInAs("owner");
    await page.goto("/w/kianda/usage");
    await page.getByText("More filters").click();
    await page.getByLabel("Status").selectOption("refused");
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await list(page).getByRole("row").nth(1).getByRole("link").click();
    await expect(page.getByRole("region", { name: /, \d/ })).toContainText("Refused, not charged");
  });
});
