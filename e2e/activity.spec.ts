import type { Page } from "@playwright/test";
import { expect, expectNoAxeViolations, expectNoSidewaysScroll, test } from "./fixtures";

const kianda = "/w/kianda/activity";
const table = (page: Page) => page.getByRole("table", { name: /^Statement, / });
const number = (text: string | null) => Number((text ?? "").replaceAll(",", "").replaceAll("\u2212", "-"));
const figure = async (page: Page, name: string) =>
  number(
    await page
      .getByRole("term")
      .filter({ hasText: new RegExp(`^${name}$`) })
      .locator("..")
      .locator("dd > span")
      .first()
      .textContent(),
  );
const cents = (value: number) => Math.round(value * 100);

/** The credits of a file's lines; a line's last three cells are figures. */
function sumOf(file: string): number {
  const lines = file.trimEnd().split("\r\n").slice(1);
  return lines.reduce((sum, line) => sum + cents(number(line.split(",").at(-3) ?? "0")), 0);
}

test("opening, in and out make the closing balance, which is what the sidebar says and what is on hold", async ({
  page,
  signInAs,
}) => {
  await signInAs("owner");
  await page.goto(kianda);
  const [opening, cameIn, wentOut, closing] = [
    await figure(page, "Opening balance"),
    await figure(page, "In"),
    await figure(page, "Out"),
    await figure(page, "Closing balance"),
  ];
  expect(cents(opening + cameIn - wentOut)).toBe(cents(closing));
  await expect(page.getByText(/^Opening .* = closing /)).toBeVisible();
  const note = (await page.getByText(/available, .* on hold$/).textContent()) ?? "";
  const [available = 0, held = 0] = [...note.matchAll(/[\d,.]+\d/g)].map(([text]) => number(text));
  expect(cents(available + held)).toBe(cents(closing));
  const sidebar = await page
    .getByRole("link", { name: /Available/ })
    .first()
    .textContent();
  expect(cents(number(/[\d,.]+\d/.exec(sidebar ?? "")?.[0] ?? ""))).toBe(cents(available));
});

test("a month closes with what the next one opens with, and both files of it are what the screen says", async ({
  page,
  context,
  signInAs,
}) => {
  await signInAs("owner");
  await page.goto(kianda);
  const opening = await figure(page, "Opening balance");
  await page.getByRole("link", { name: "Month before" }).click();
  await expect(page.getByRole("link", { name: "Month after" })).toBeVisible();
  expect(await figure(page, "Closing balance")).toBe(opening);
  const moved = cents(await figure(page, "In")) - cents(await figure(page, "Out"));
  const at = new URL(page.url());
  for (const show of ["days", "entries"]) {
    at.searchParams.set("show", show);
    const answer = await context.request.get(`${kianda}/statement.csv${at.search}`);
    expect(answer.headers()["content-disposition"]).toMatch(/statement_kianda_\d{4}-\d\d-01_\d{4}-\d\d-\d\d\.csv/);
    const file = await answer.text();
    expect(sumOf(file)).toBe(moved);
    expect(file.trimEnd().split("\r\n").at(-1)).toContain(",closing,");
  }
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download statement" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^statement_kianda_.*\.pdf$/);
});

test("the document of every entry has the lines of the file of every entry", async ({ page, signInAs }) => {
  await signInAs("owner");
  const asked = async (file: string) => (await page.request.get(`${kianda}/${file}`)).body();
  const lines = String(await asked("statement.csv?show=entries"))
    .trimEnd()
    .split("\r\n");
  const rows = (await asked("statement.pdf?show=entries")).toString("latin1").match(/\/S \/TR\b/g);
  expect(lines.length).toBeGreaterThan(20);
  expect(rows).toHaveLength(lines.length);
});

test("usage of a day leads to its messages in the log", async ({ page, signInAs }) => {
  await signInAs("owner");
  await page.goto(kianda);
  await page.getByRole("link", { name: "Month before" }).click();
  await expect(page.getByRole("link", { name: "Month after" })).toBeVisible();
  const items = table(page)
    .getByRole("link", { name: /^[\d,]+ items$/ })
    .first();
  const counted = (await items.textContent()) ?? "";
  await items.click();
  await page.waitForURL("**/usage?*");
  expect(new URL(page.url()).searchParams.get("channel")).toBeTruthy();
  await expect(page.getByRole("status").filter({ hasText: `${counted}, ` })).toBeVisible();
  await expect(page.getByRole("table", { name: "Usage", exact: true }).getByRole("row").nth(1)).toBeVisible();
});

test("an entry opens from every side in a drawer with an address, and leads to the one beside it", async ({
  page,
  signInAs,
}) => {
  await signInAs("owner");
  await page.goto(`${kianda}?show=entries`);
  const line = table(page)
    .getByRole("link", { name: /items? charged$/ })
    .first();
  await line.click();
  const drawer = page.getByRole("dialog", { name: /^Entry / });
  await expect(drawer.getByRole("heading", { name: /^Entry / })).toBeFocused();
  await expect(drawer.getByRole("row", { name: /^Sum, always nothing 0/ }).first()).toBeVisible();
  await expect(drawer.getByText(/^usage:\d+$/)).toBeVisible();
  await expect(drawer.getByText(/\d used/).first()).toBeVisible();
  await expectNoAxeViolations(page);
  const first = await drawer.getByRole("heading", { name: /^Entry / }).textContent();
  await drawer.getByRole("link", { name: "Older entry" }).click();
  await expect(drawer.getByRole("heading", { name: /^Entry / })).not.toHaveText(first ?? "");
  await drawer.getByRole("link", { name: "Newer entry" }).click();
  await expect(drawer.getByRole("heading", { name: /^Entry / })).toHaveText(first ?? "");
  await page.keyboard.press("Escape");
  await expect(drawer).toHaveCount(0);
  await expect(line).toBeFocused();
});

test("pages of entries follow each other without a gap, each balance after the one before it", async ({
  page,
  signInAs,
}) => {
  await signInAs("owner");
  await page.goto(kianda);
  await page.getByRole("link", { name: "Month before" }).click();
  await page.getByRole("link", { name: "Every entry" }).click();
  await expect(page.getByText(/^1–50 of/)).toBeVisible();
  const balances = async () => {
    const cells = await table(page).locator("tbody tr td:last-child").allTextContents();
    return cells.map(number);
  };
  const last = (await balances()).at(-1) ?? 0;
  const lastCredits = number(await table(page).locator("tbody tr").last().locator("td").nth(-2).textContent());
  await page.getByRole("link", { name: "Older" }).click();
  await expect(page.getByText(/^51–100 of/)).toBeVisible();
  expect(cents((await balances())[0] ?? 0)).toBe(cents(last - lastCredits));
});

test("a balance opens into its lots, now and at a moment of the past that the address keeps", async ({
  page,
  signInAs,
}) => {
  await signInAs("owner");
  await page.goto(`${kianda}?show=balance`);
  await expect(page.getByText(/^Lots .* − debt .* = available /)).toBeVisible();
  const lots = page.getByRole("table", { name: "Lots in the order they are used in" });
  const total = number(await lots.locator("tfoot td").last().textContent());
  expect(cents(total)).toBe(cents(await figure(page, "Available")));
  const now = new Date();
  const past = new Date(now.getTime() - 20 * 86_400_000).toISOString().slice(0, 16);
  await page.getByLabel("At", { exact: true }).fill(past);
  await page.waitForURL(/at=/);
  await expect(page.getByRole("heading", { name: "What the balance was made of" })).toBeVisible();
  await expect(page.getByText(/^Lots .* − debt .* = available /)).toBeVisible();
  await page.reload();
  await expect(page.getByText(/^As of /)).toBeVisible();
  await page.getByRole("link", { name: "Show now" }).click();
  await expect(page.getByRole("heading", { name: "What the balance is made of" })).toBeVisible();
});

test("what only went on hold stands in no balance", async ({ page, signInAs }) => {
  await signInAs("owner");
  await page.goto(kianda);
  const pending = table(page).getByRole("row").filter({ hasText: "in no balance" });
  await expect(pending.first()).toContainText("On hold");
  await expect(pending.first().locator("em").first()).toHaveCSS("font-style", "italic");
});

test("who looks after keys or only at charts is led to no statement, nor to its files", async ({
  context,
  signInAs,
}) => {
  for (const who of ["developer", "viewer"] as const) {
    await context.clearCookies();
    await signInAs(who);
    for (const path of ["", "/statement.csv", "/statement.pdf"])
      expect((await context.request.get(kianda + path)).status(), `${who} ${path}`).toBe(403);
  }
});

test("a page of another workspace's number or entry shows nothing of it", async ({ page, signInAs }) => {
  await signInAs("owner");
  await page.goto(`${kianda}?pocket=bintang&item=999999999`);
  await expect(page.getByText("These parts of the address could not be read: pocket.")).toBeVisible();
  await expect(page.getByRole("dialog")).toContainText("There is no such entry");
});

for (const show of ["days", "entries", "balance"] as const) {
  for (const scheme of ["light", "dark"] as const) {
    test(`${show} in ${scheme} is open to everybody`, async ({ page, signInAs }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await signInAs("owner");
      await page.goto(`${kianda}?show=${show}`);
      await expect(page.getByRole("heading", { level: 1, name: "Activity" })).toBeVisible();
      await expectNoAxeViolations(page);
      await expectNoSidewaysScroll(page);
    });
  }
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("lines stand under their day, which says what it comes to", async ({ page, signInAs }) => {
    await signInAs("owner");
    await page.goto(kianda);
    const list = page.getByRole("list", { name: /^Statement, / });
    await expect(list.getByText(/^Net of the day: /).first()).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectNoAxeViolations(page);
    await page.goto(`${kianda}?show=entries`);
    await list
      .getByRole("link", { name: /charged$/ })
      .first()
      .tap();
    const drawer = page.getByRole("dialog", { name: /^Entry / });
    await expect(drawer).toBeVisible();
    expect((await drawer.boundingBox())?.width).toBe(390);
    await expectNoSidewaysScroll(page);
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a month is chosen, an entry opened and closed, a moment explained", async ({ page, signInAs }) => {
    await signInAs("owner");
    await page.goto(`${kianda}?show=entries`);
    await table(page)
      .getByRole("link", { name: /charged$/ })
      .first()
      .click();
    const drawer = page.getByRole("dialog", { name: /^Entry / });
    await expect(drawer).toContainText("Accounts that moved");
    await drawer.getByRole("link", { name: "Close" }).click();
    await expect(drawer).toHaveCount(0);
    await page.locator("summary").first().click();
    await page.getByRole("radio").nth(1).check();
    await page.getByRole("button", { name: "Show", exact: true }).last().click();
    await expect(page).toHaveURL(/range=\d{4}-\d\d/);
    await page.goto(`${kianda}?show=balance&at=2020-01-01T00:00`);
    await expect(page.getByText("No lot held anything then")).toBeVisible();
  });
});
