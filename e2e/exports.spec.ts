import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Download, Page } from "@playwright/test";
import { demo, expect, expectNoAxeViolations, expectNoSidewaysScroll, listening, test } from "./fixtures";

const exportButton = (page: Page) => page.getByRole("button", { name: /^Export [\d,]+ rows?$/ });
const ready = (page: Page) => page.getByText(/^Ready: [\d,]+ rows?, [\d,.]+ credits\. Matches the totals on screen\.$/);
const figures = (text: string | null) =>
  (text ?? "").match(/\d[\d,]*(\.\d+)?/g)?.map((one) => Number(one.replaceAll(",", ""))) ?? [];

async function fileOf(download: Download): Promise<string> {
  return readFile(await download.path(), "utf8");
}

/** The demo's texts hold no line breaks, so a line is a row. */
const rowsOf = (file: string) => file.trimEnd().split("\r\n").slice(1);

async function total(page: Page): Promise<{ items: number; credits: number }> {
  const [items = 0, credits = 0] = figures(
    await page.getByRole("status").filter({ hasText: "totals for everything" }).textContent(),
  );
  return { items, credits };
}

test("last month's usage is a file after four steps, and it is what the screen says", async ({ page, signInAs }) => {
  test.slow();
  await signInAs("developer");
  await page.goto("/w/kianda/overview");
  await listening(page);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Usage" }).click();
  await page.locator("summary", { hasText: "Last 30 days" }).click();
  await page.getByRole("radio", { name: "Last month" }).click();
  await page.waitForURL(/range=last-month/);
  await expect(exportButton(page)).toBeEnabled();
  const screen = await total(page);
  const begun = page.waitForEvent("download");
  await exportButton(page).click();
  const download = await begun;
  expect(download.suggestedFilename()).toMatch(/^usage_kianda_\d{4}-\d\d-\d\d_\d{4}-\d\d-\d\d\.csv$/);
  const file = await fileOf(download);
  const rows = rowsOf(file);
  expect(rows).toHaveLength(screen.items);
  const sum = rows.reduce((all, row) => all + Math.round(Number(row.split(",")[15]) * 1e6), 0);
  expect(sum / 1e6).toBe(screen.credits);
  await expect(ready(page)).toBeVisible();
  expect(figures(await ready(page).textContent())).toEqual([screen.items, screen.credits]);
  await expectNoAxeViolations(page);
  await page.getByRole("link", { name: "All exports" }).click();
  const item = page.getByRole("listitem").filter({ hasText: download.suggestedFilename() }).first();
  await expect(item).toContainText(createHash("sha256").update(file).digest("hex"));
  await expectNoAxeViolations(page);
  await expectNoSidewaysScroll(page);
  const again = page.waitForEvent("download");
  await item.getByRole("link", { name: /^Download/ }).click();
  expect(await fileOf(await again)).toBe(file);
});

test("more than fifty thousand rows are written in the background: cancelled, gone on with, told when ready", async ({
  page,
  signInAs,
}) => {
  test.slow();
  await signInAs("developer");
  await page.goto("/w/kianda/usage?range=last-90");
  const screen = await total(page);
  expect(screen.items).toBeGreaterThan(50_000);
  await exportButton(page).click();
  await page.waitForURL(/export=exp_/);
  const status = page.getByRole("region", { name: "Exports" });
  await expect(status.getByText(/^Exporting [\d,]+ rows$/)).toBeVisible();
  const item = page.locator(`#${new URL(page.url()).searchParams.get("export")}`);
  await page.getByRole("link", { name: "All exports" }).click();
  await item.getByRole("button", { name: /^Cancel/ }).click();
  await expect(item.getByText(/^Cancelled after [\d,]+ of [\d,]+ rows$/)).toBeVisible();
  await item.getByRole("button", { name: /^Go on with/ }).click();
  const told = item.getByText(/^Ready: .* Matches the totals on screen\.$/);
  await expect(told).toBeVisible({ timeout: 60_000 });
  expect(figures(await told.textContent())).toEqual([screen.items, screen.credits]);
  await page.goto("/w/kianda/notifications");
  await expect(page.getByText(/^(New: )?Your export is ready: [\d,]+ rows/).first()).toBeVisible();
});

test("by keyboard alone: E exports, the options are reached and chosen, the file is in a spreadsheet's own way", async ({
  page,
  signInAs,
}) => {
  await signInAs("owner");
  await page.goto("/w/kianda/usage?range=yesterday&channel=email");
  await listening(page);
  await page.getByText("Format and time zone").focus();
  await page.keyboard.press("Enter");
  await page
    .getByRole("radio", { name: "Standard" })
    .or(page.getByRole("radio", { checked: true }))
    .first()
    .focus();
  for (let step = 0; step < 4; step++) {
    if (await page.getByRole("radio", { name: /Portuguese/ }).isChecked()) break;
    await page.keyboard.press("ArrowDown");
  }
  await expect(page.getByRole("radio", { name: /Portuguese/ })).toBeChecked();
  await expectNoAxeViolations(page);
  await page.getByText("Format and time zone").focus();
  const begun = page.waitForEvent("download");
  await page.keyboard.press("e");
  const file = await fileOf(await begun);
  expect(file.startsWith("\ufeffid;timestamp;")).toBe(true);
  expect(rowsOf(file)[0]?.split(";")[15]).toMatch(/^\d+(,\d+)?$/);
  expect(file).not.toMatch(/\d\.5;/);
  await expect(ready(page)).toBeVisible();
});

test("a developer's file holds recipients masked, and nobody takes a file that shows them more than their page does", async ({
  page,
  context,
  signInAs,
}) => {
  await signInAs("owner");
  await page.goto("/w/kianda/usage?range=yesterday&channel=voice");
  const owners = page.waitForEvent("download");
  await exportButton(page).click();
  expect(await fileOf(await owners)).toMatch(/\+244\d{9}/);
  const id = new URL(page.url()).searchParams.get("export") ?? "";
  await expect(ready(page)).toBeVisible();
  await context.clearCookies();
  await signInAs("developer");
  expect((await context.request.get(`/w/kianda/exports/${id}/file`)).status()).toBe(403);
  await page.goto("/w/kianda/usage?range=yesterday&channel=voice");
  const begun = page.waitForEvent("download");
  await exportButton(page).click();
  const file = await fileOf(await begun);
  await expect(ready(page)).toBeVisible();
  expect(file).toContain("+244•••");
  expect(file).not.toMatch(/\+244\d{9}/);
  await context.clearCookies();
  await signInAs("viewer");
  for (const path of ["exports", `exports/${id}/file`, `exports/${id}/checksum`, `exports/${id}/progress`]) {
    expect((await context.request.get(`/w/kianda/${path}`)).status(), path).toBe(403);
  }
  expect((await context.request.get(`/w/bintang/exports/${id}/file`)).status()).toBe(404);
});

test("a whole file over the API ends with what it was, and one that is left behind frees the server", async () => {
  const get = (query: string) =>
    fetch(`${demo.url}/v1/usage.csv${query}`, {
      headers: { authorization: `Bearer ${demo.api_key}`, "accept-encoding": "identity" },
    });
  for (let turn = 0; turn < 12; turn++) {
    const leaving = new AbortController();
    const answer = await fetch(`${demo.url}/v1/usage.csv`, {
      headers: { authorization: `Bearer ${demo.api_key}` },
      signal: leaving.signal,
    });
    await answer.body?.getReader().read();
    leaving.abort();
  }
  const before = performance.now();
  const small = await get("?limit=1");
  expect(small.status).toBe(400);
  const credits = await fetch(`${demo.url}/v1/credits`, { headers: { authorization: `Bearer ${demo.api_key}` } });
  expect(credits.status).toBe(200);
  expect(performance.now() - before).toBeLessThan(3_000);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the button is a form, and the file comes", async ({ page, signInAs }) => {
    await signInAs("developer");
    await page.goto("/w/kianda/usage?range=yesterday&channel=sms");
    const begun = page.waitForEvent("download");
    await exportButton(page).click();
    expect(await fileOf(await begun)).toMatch(/^id,timestamp,/);
    await page.goto("/w/kianda/exports");
    await expect(ready(page).first()).toBeVisible();
  });
});
