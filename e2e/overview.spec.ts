import type { Locator, Page } from "@playwright/test";
import { expect, listening, test } from "./fixtures";
import { foundWorkspace, newPerson } from "./people";

const figure = (page: Page) => page.getByRole("figure", { name: "Credits used by day and channel" });
const rows = (table: Locator) => table.locator("tbody tr");
const value = async (cell: Locator) => Number(await cell.locator("data").getAttribute("value"));

test.beforeEach(({ signInAs }) => signInAs("owner"));

test("the chart, its table and the shares beside it tell the same sum", async ({ page }) => {
  await page.goto("/w/kianda/overview");
  const table = figure(page).getByRole("table");
  await expect(rows(table)).toHaveCount(30);
  let sum = 0;
  for (const row of await rows(table).all()) {
    const cells = await row.getByRole("cell").all();
    const values = await Promise.all(cells.map(value));
    const total = values.pop() ?? 0;
    expect(values.reduce((all, one) => all + one, 0)).toBeCloseTo(total, 5);
    sum += total;
  }
  const shares = page.getByRole("table", { name: "Channels by credits used" });
  const shown = await shares.getByRole("row", { name: "Total" }).getByRole("cell").first().textContent();
  expect(Number(shown?.replaceAll(",", ""))).toBeCloseTo(sum, 5);
  const features = page.getByRole("region", { name: "By feature" }).getByRole("row").last();
  await expect(features).toContainText(shown ?? "");
});

test("the drawing answers once somebody points at it, in the same place and with the table's figures", async ({
  page,
}) => {
  await page.goto("/w/kianda/overview");
  const plot = figure(page).locator("svg").first();
  await plot.scrollIntoViewIfNeeded();
  const before = await plot.boundingBox();
  await plot.hover();
  const live = figure(page).locator("svg.recharts-surface").first();
  await expect(live).toBeVisible();
  // But for the fraction of a pixel that a drawing of whole pixels cannot fill.
  expect(await live.boundingBox()).toEqual({ ...before, width: Math.round(before?.width ?? 0) });
  await live.hover({ position: { x: (before?.width ?? 0) / 2, y: 90 } });
  const tip = figure(page).locator(".recharts-tooltip-wrapper");
  await expect(tip).toContainText("Total");
  const day = (await tip.locator("p").textContent()) ?? "";
  const header = page.getByRole("rowheader", { name: day, exact: true });
  const total = figure(page).getByRole("row").filter({ has: header }).getByRole("cell").last();
  await expect(tip).toContainText((await total.textContent()) ?? "no such day");
});

test("days, drawing and shares are in the address, so that Back and a colleague find them", async ({ page }) => {
  await page.goto("/w/kianda/overview");
  await page.getByRole("link", { name: "7 days" }).click();
  await expect(page).toHaveURL(/range=7/);
  await page.getByRole("link", { name: "Table", exact: true }).click();
  await expect(page).toHaveURL(/range=7&chart=table/);
  const table = page.getByRole("table", { name: "Credits used by day and channel" });
  await expect(rows(table)).toHaveCount(7);
  await page.getByRole("link", { name: "Donut" }).click();
  await expect(page).toHaveURL(/range=7&chart=table&share=donut/);
  await page.reload();
  await expect(rows(table)).toHaveCount(7);
  await page.goBack();
  await expect(page.getByRole("link", { name: "Ranked" })).toHaveAttribute("aria-current", "true");
});

test("figures that stand too long say how old they are, and are read again", async ({ page }) => {
  await page.clock.install();
  await page.goto("/w/kianda/overview");
  await listening(page);
  await expect(page.getByText(/^Updated /)).toBeVisible();
  await page.clock.fastForward("14:00");
  await expect(page.getByText("Figures are 14 minutes old")).toBeVisible();
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(page.getByText(/^Updated /)).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the balance, how long it lasts, and every bar are there", async ({ page }) => {
    await page.goto("/w/kianda/overview");
    await expect(page.getByText(/^Lasts about/)).toBeVisible();
    expect(await figure(page).locator("rect[fill]").count()).toBeGreaterThan(60);
    await page.getByText("How is this calculated?").click();
    await expect(page.getByText(/credits a day were used/)).toBeVisible();
  });
});

test.describe("a workspace of its own", () => {
  test("begins with three steps, of which a key that was made is done", async ({ page, context }) => {
    await context.clearCookies();
    const slug = await foundWorkspace(page, newPerson(), "Mar Alto");
    const steps = page.getByRole("region", { name: "To begin" }).getByRole("listitem");
    await expect(steps).toHaveCount(3);
    await expect(page.getByText("No credits have been added yet.")).toBeVisible();
    await expect(page.getByRole("region", { name: "About your balance" })).toHaveCount(0);
    await steps.getByRole("link", { name: "Create an API key" }).click();
    await page.getByLabel("Name", { exact: true }).fill("First");
    await page.getByRole("button", { name: "Create key" }).click();
    await expect(page.getByRole("heading", { name: "Your new key" })).toBeVisible();
    await page.goto(`/w/${slug}/overview`);
    await expect(steps.nth(1)).toContainText("Done");
  });
});
