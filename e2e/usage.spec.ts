import type { Page } from "@playwright/test";
import { expect, expectNoAxeViolations, listening, test } from "./fixtures";

const list = (page: Page) => page.getByRole("table", { name: "Usage", exact: true });
const number = (text: string | null) => Number((text ?? "").replaceAll(",", ""));
const figure = async (page: Page, name: string) =>
  number(
    await page.getByRole("term").filter({ hasText: name }).locator("..").locator("dd > span").first().textContent(),
  );

const opened = (page: Page) => page.getByRole("dialog", { name: /, \d/ });
const panel = (page: Page, name: string) => page.locator("summary").filter({ hasText: name });

test("a recipient is found in any spelling while it is typed, and its line opens into a receipt", async ({
  page,
  signInAs,
}) => {
  await signInAs("owner");
  await page.goto("/w/kianda/usage?channel=sms&range=last-7");
  await listening(page);
  const line = list(page).getByRole("row").nth(1);
  const recipient = /\+244\d{9}/.exec((await line.textContent()) ?? "")?.[0] ?? "";
  const local = recipient.slice(4);
  await page.keyboard.press("/");
  await page.keyboard.type(`00244 ${local.slice(0, 3)} ${local.slice(3, 6)} ${local.slice(6)}`);
  await expect(page.getByRole("link", { name: /^Search: 00244/ })).toBeVisible();
  await expect(page.getByRole("searchbox", { name: "Search" })).toBeFocused();
  await expect(list(page).getByRole("row").nth(1)).toContainText(recipient);
  await list(page).getByRole("row").nth(1).getByRole("link").click();
  await expect(opened(page)).toContainText(recipient);
  await expect(opened(page)).toContainText("Paid by");
  await opened(page).getByRole("link", { name: "Close" }).click();
  await expect(opened(page)).toHaveCount(0);
  await expect(page).toHaveURL(/q=00244/);
});

test("a receipt takes the focus, walks from line to line, and gives the focus back where it went", async ({
  page,
  signInAs,
}) => {
  await signInAs("owner");
  await page.goto("/w/kianda/usage?range=last-7");
  await listening(page);
  const lines = list(page).locator("tbody tr");
  await lines.nth(0).getByRole("link").click();
  const heading = opened(page).getByRole("heading", { level: 2 });
  await expect(heading).toBeFocused();
  const first = await heading.textContent();
  await page.keyboard.press("]");
  await expect(heading).not.toHaveText(first ?? "");
  await expect(heading).toBeFocused();
  await page.keyboard.press("[");
  await expect(heading).toHaveText(first ?? "");
  await page.keyboard.press("]");
  await expect(heading).not.toHaveText(first ?? "");
  await page.keyboard.press("Escape");
  await expect(opened(page)).toHaveCount(0);
  await expect(lines.nth(1).getByRole("link")).toBeFocused();
});

test("a receipt tells the rate, who paid, what that had cost, when it happened, and what to do about it", async ({
  page,
  signInAs,
}) => {
  await signInAs("owner");
  await page.goto("/w/kianda/usage?range=last-7&channel=voice");
  await listening(page);
  await list(page).getByRole("row").nth(1).getByRole("link").click();
  await expect(opened(page)).toContainText(/\d per minute/);
  await expect(opened(page).getByRole("term").filter({ hasText: "Money equivalent" })).toBeVisible();
  const times = opened(page).getByRole("list").first().getByRole("listitem");
  await expect(times).toHaveText([/^Happened/, /^Accepted and charged/]);
  await opened(page).getByText("Not what you expected?").click();
  await opened(page).getByRole("link", { name: "How to return" }).click();
  await expect(page.locator("#returnUsage")).toBeVisible();
});

test("several channels are ticked at once, days by a key, and Back unticks what was ticked last", async ({
  page,
  signInAs,
}) => {
  await signInAs("owner");
  await page.goto("/w/kianda/usage");
  await listening(page);
  await page.keyboard.press("7");
  await expect(page).toHaveURL(/range=last-7/);
  await page.keyboard.press("f");
  await page.getByRole("checkbox", { name: "SMS", exact: true }).check();
  await expect(page).toHaveURL(/channel=sms/);
  const sms = await figure(page, "Items");
  await page.getByRole("checkbox", { name: "Voice", exact: true }).check();
  await expect(page).toHaveURL(/channel=sms&channel=voice/);
  await expect(panel(page, "Channel · 2")).toBeVisible();
  await expect(page.getByRole("link", { name: /^Channel: Voice/ })).toBeVisible();
  const both = await figure(page, "Items");
  await page.goBack();
  await expect(page).not.toHaveURL(/voice/);
  await expect(page.getByRole("checkbox", { name: "Voice", exact: true })).not.toBeChecked();
  await expect(page.getByRole("checkbox", { name: "SMS", exact: true })).toBeChecked();
  expect(both).toBeGreaterThan(sms);
  await page.getByRole("link", { name: "Clear all" }).click();
  await expect(page).toHaveURL(/usage\?range=last-7$/);
});

test("the days before stand beside the totals, and are what the log says of them", async ({ page, signInAs }) => {
  await signInAs("owner");
  await page.goto("/w/kianda/usage?range=yesterday&channel=sms&compare=before");
  const note = page.getByRole("term").filter({ hasText: "Credits used" }).locator("..").locator("dd > span").last();
  const before = /^([\d,.]+) before/.exec((await note.textContent()) ?? "")?.[1] ?? "";
  const days = /Compared with (\d+ \w+ \d{4})/.exec((await page.locator("main").textContent()) ?? "")?.[1] ?? "";
  const day = new Date(`${days} UTC`).toISOString().slice(0, 10);
  await page.goto(`/w/kianda/usage?range=custom&from=${day}&to=${day}&channel=sms`);
  expect(await figure(page, "Credits used")).toBe(number(before));
});

test("a heading puts the rows in its order, says so, and the address keeps it from page to page", async ({
  page,
  signInAs,
}) => {
  await signInAs("owner");
  await page.goto("/w/kianda/usage?range=yesterday&channel=sms");
  await listening(page);
  const heading = (name: string | RegExp) => list(page).getByRole("columnheader", { name });
  const credits = async () => (await list(page).locator("tbody td:last-child").allTextContents()).map(number);
  await expect(heading(/^Time/)).toHaveAttribute("aria-sort", "descending");
  await heading("Credits").getByRole("link").click();
  await expect(page).toHaveURL(/sort=-credits/);
  await expect(heading("Credits")).toHaveAttribute("aria-sort", "descending");
  await expect(list(page).locator("[aria-sort]")).toHaveCount(1);
  const most = await credits();
  expect(most).toEqual(most.toSorted((a, b) => b - a));
  await page.getByRole("link", { name: "Next", exact: true }).click();
  await expect(page).toHaveURL(/after=/);
  await expect(page.getByText(/^51–/)).toBeVisible();
  const further = await credits();
  expect(Math.max(...further)).toBeLessThanOrEqual(most.at(-1) ?? 0);
  await heading("Credits").getByRole("link").click();
  await expect(page).toHaveURL(/sort=credits(&|$)/);
  await expect(page).not.toHaveURL(/after=/);
  await expect(heading("Credits")).toHaveAttribute("aria-sort", "ascending");
  const fewest = await credits();
  expect(fewest).toEqual(fewest.toSorted((a, b) => a - b));
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  const sheet = (page: Page) => page.getByRole("heading", { name: "Filters", level: 2 }).locator("xpath=../..");
  const opener = (page: Page) => page.getByRole("button", { name: /^Filters/ });
  const tick = (page: Page, name: string) => sheet(page).getByRole("checkbox", { name, exact: true });
  const shown = async (page: Page) =>
    number(
      /^Show ([\d,]+) items$/.exec(
        (await sheet(page).getByRole("button", { name: /^Show/ }).textContent()) ?? "",
      )?.[1] ?? "",
    );
  const show = (page: Page) => sheet(page).getByRole("button", { name: /^Show [\d,]+ items?$/ });

  test.beforeEach(async ({ page, signInAs }) => {
    await signInAs("owner");
    await page.goto("/w/kianda/usage?range=yesterday");
    await listening(page);
  });

  test("every filter and the order stand on one sheet, as high as the screen", async ({ page }) => {
    await opener(page).tap();
    await expect.poll(() => sheet(page).boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
    await expect(sheet(page).locator("summary")).toHaveText([/^Channel/, /^Agent/, /^Status/, /^More/, /^Added up by/]);
    await sheet(page).getByRole("combobox", { name: "Sort by" }).selectOption("Oldest first");
    await expect(page).toHaveURL(/usage\?range=yesterday$/);
    await show(page).tap();
    await expect(page).toHaveURL(/sort=time/);
    await expect(page.getByRole("link", { name: "Newer", exact: true })).toBeVisible();
    const times = await page.getByRole("list", { name: "Usage", exact: true }).getByRole("link").allTextContents();
    expect(times).toHaveLength(50);
    expect(times).toEqual(times.toSorted());
  });

  test("the sheet says how many items it would show before it shows them, and the button how many filters", async ({
    page,
  }) => {
    const all = await figure(page, "Items");
    await opener(page).tap();
    await expect(show(page)).toHaveText(`Show ${all.toLocaleString("en")} items`);
    await tick(page, "SMS").check();
    await expect(show(page)).not.toHaveText(`Show ${all.toLocaleString("en")} items`);
    const sms = await shown(page);
    await expect(page.locator("#announcements")).toHaveText(`Show ${sms.toLocaleString("en")} items`);
    await tick(page, "Voice").check();
    await expect(show(page)).not.toHaveText(`Show ${sms.toLocaleString("en")} items`);
    const both = await shown(page);
    expect(sms).toBeLessThan(both);
    await expect(page).toHaveURL(/usage\?range=yesterday$/);
    await show(page).tap();
    await expect(page).toHaveURL(/channel=sms&channel=voice/);
    await expect(page.getByRole("link", { name: /^Channel: SMS/ })).toBeVisible();
    await expect(opener(page)).toHaveText("Filters · 1");
    expect(await figure(page, "Items")).toBe(both);
    await page.goBack();
    await expect(page).toHaveURL(/usage\?range=yesterday$/);
    await expect(opener(page)).toHaveText("Filters");
  });

  for (const [way, leave] of [
    ["Esc", (page: Page) => page.keyboard.press("Escape")],
    ["Back", (page: Page) => page.goBack()],
    ["its cross", (page: Page) => sheet(page).getByRole("button", { name: "Close" }).tap()],
  ] as const) {
    test(`${way} closes the sheet, nothing is filtered, and the focus is where it came from`, async ({ page }) => {
      await opener(page).focus();
      await page.keyboard.press("Enter");
      await expect(page.getByRole("heading", { name: "Filters", level: 2 })).toBeFocused();
      await tick(page, "SMS").check();
      await leave(page);
      await expect(sheet(page)).toBeHidden();
      await expect(opener(page)).toBeFocused();
      await expect(page).toHaveURL(/usage\?range=yesterday$/);
      await opener(page).tap();
      await expect(tick(page, "SMS")).not.toBeChecked();
      await page.goBack();
      await expect(sheet(page)).toBeHidden();
      await page.goBack();
      await expect(page).not.toHaveURL(/usage/);
    });
  }

  test("the focus stays on the sheet, and clearing from there lets go of everything", async ({ page }) => {
    await page.goto("/w/kianda/usage?range=yesterday&channel=sms&status=charged");
    await listening(page);
    await expect(opener(page)).toHaveText("Filters · 2");
    await opener(page).tap();
    await expect(tick(page, "SMS")).toBeVisible();
    await expect(show(page)).toBeVisible();
    await page.keyboard.press("Shift+Tab");
    await expect(show(page)).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(sheet(page).getByRole("link", { name: "Clear all" })).toBeFocused();
    await expectNoAxeViolations(page);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/usage\?range=yesterday$/);
    await expect(sheet(page)).toBeHidden();
  });

  test("chips take two lines, and the rest shows when asked for", async ({ page }) => {
    const channels = ["sms", "whatsapp", "voice", "email", "telegram", "slack"].map((name) => `channel=${name}`);
    await page.goto(`/w/kianda/usage?range=yesterday&${channels.join("&")}`);
    await listening(page);
    const chips = page.getByRole("list", { name: "Filters in use" });
    const tops = () =>
      chips
        .locator("li:visible")
        .evaluateAll((items) => new Set(items.map((item) => Math.round(item.getBoundingClientRect().y / 20))).size);
    expect(await tops()).toBeLessThanOrEqual(2);
    const more = chips.getByRole("checkbox", { name: /more filters? in use$/ });
    const hidden = Number(/^\d+/.exec((await more.getAttribute("aria-label")) ?? "")?.[0]);
    expect(await chips.getByRole("link", { name: /^Channel/ }).count()).toBe(6 - hidden);
    await more.check();
    await expect(chips.getByRole("link", { name: /^Channel/ })).toHaveCount(6);
  });
});

test("a search that finds nothing says where it looked, and leads to all dates", async ({ page, signInAs }) => {
  await signInAs("owner");
  await page.goto("/w/kianda/usage?range=yesterday&q=%2B244+000+000+001");
  await expect(page.getByText(/^No item for \+244 000 000 001, 2/)).toBeVisible();
  await page.getByRole("link", { name: "Search all dates" }).click();
  await expect(page).toHaveURL(/range=all/);
  await expect(panel(page, "All dates")).toBeVisible();
  await expect(page.getByText(/^No item for \+244 000 000 001, .*–\s\d/)).toBeVisible();
  await expect(page.getByRole("link", { name: "Search all dates" })).toHaveCount(0);
});

test("more rows than can be sorted stay newest first, and the page says why", async ({ page, signInAs }) => {
  await signInAs("owner");
  await page.goto("/w/kianda/usage?range=last-90&sort=-credits");
  await expect(page.getByText(/too many for this order: up to 50,000/)).toBeVisible();
  await expect(list(page).getByRole("columnheader", { name: /^Time/ })).toHaveAttribute("aria-sort", "descending");
});

test("the columns somebody chooses stay theirs", async ({ page, signInAs }) => {
  // Rui reads Portuguese, and no other test reads the log as him.
  await signInAs("admin");
  await page.goto("/w/kianda/usage?range=last-7");
  await listening(page);
  await panel(page, "Colunas").click();
  const form = page.getByRole("form", { name: "Colunas" });
  await form.getByRole("checkbox", { name: "Saldo depois" }).check();
  await form.getByRole("checkbox", { name: "Origem" }).uncheck();
  await form.getByRole("button", { name: "Guardar" }).click();
  const headers = page.getByRole("table", { name: "Consumo", exact: true }).getByRole("columnheader");
  await expect(headers.filter({ hasText: "Saldo depois" })).toBeVisible();
  await page.goto("/w/kianda/usage");
  await expect(headers.filter({ hasText: "Saldo depois" })).toBeVisible();
  await expect(headers.filter({ hasText: "Origem" })).toHaveCount(0);
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
  await page.getByRole("group", { name: "Lines per page" }).getByRole("link", { name: "100" }).click();
  await expect(page.getByText(/^1–100 of/)).toBeVisible();
  await expect(list(page).locator("tbody tr")).toHaveCount(100);
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
    await panel(page, "Status").click();
    await page.getByRole("checkbox", { name: "Refused" }).check();
    await page.getByRole("button", { name: "Show", exact: true }).last().click();
    await list(page).getByRole("row").nth(1).getByRole("link").click();
    await expect(opened(page)).toContainText("Refused, not charged");
  });

  test("a phone's sheet of filters opens, closes and sends", async ({ page, signInAs }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await signInAs("owner");
    await page.goto("/w/kianda/usage?range=yesterday");
    await page.getByRole("button", { name: "Filters" }).click();
    await panel(page, "Status").click();
    await page.getByRole("button", { name: "Close" }).click();
    await expect(page.getByRole("checkbox", { name: "Refused" })).toBeHidden();
    await page.getByRole("button", { name: "Filters" }).click();
    await page.getByRole("checkbox", { name: "Refused" }).check();
    await page.getByRole("button", { name: "Show items" }).click();
    await expect(page).toHaveURL(/status=refused/);
    await expect(page.getByRole("button", { name: "Filters · 1" })).toBeVisible();
  });
});
