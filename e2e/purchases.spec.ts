import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, expectNoAxeViolations, expectNoSidewaysScroll, listening, mailsTo, test } from "./fixtures";
import { foundWorkspace, newPerson } from "./people";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const onTheWay = "**/sandbox/c/pay/**";

/** Somebody with a workspace of their own on the hosted page, about to pay for 1,000 credits and more. */
async function atThePaymentPage(page: Page, name: string, person = newPerson()): Promise<string> {
  const slug = await foundWorkspace(page, person, name);
  await page.goto(`/w/${slug}/buy`);
  const skip = page.getByRole("button", { name: "Skip" });
  if (await skip.isVisible()) await skip.click();
  await page.getByRole("button", { name: /^Pay / }).filter({ visible: true }).click();
  await page.waitForURL(onTheWay);
  return slug;
}

/** With the card that always pays. */
const payHere = (page: Page) => page.getByRole("button", { name: "Visa 4242" }).click();

const numberOn = async (page: Page) =>
  (await page
    .getByText(/^PUR-\d{4}-\d{4}$/)
    .first()
    .textContent()) ?? "";

test("whoever comes back unpaid is told so and goes on; the page turns when the payment comes in, and says it once", async ({
  page,
  context,
}) => {
  test.slow();
  const person = newPerson();
  const slug = await atThePaymentPage(page, "Coming back", person);
  const hosted = page.url();
  await page.goto(`/w/${slug}/purchases`);
  await page.getByRole("link", { name: /^PUR-/ }).filter({ visible: true }).click();
  await expect(heading(page)).toHaveText("Not paid yet", { timeout: 20_000 });
  await expect(page.getByRole("button", { name: "Continue to payment" })).toBeVisible();
  await expectNoAxeViolations(page);
  await listening(page);
  const payer = await context.newPage();
  await payer.goto(hosted);
  await payHere(payer);
  await payer.waitForURL(`**/w/${slug}/purchases/pur_*`);
  await expect(heading(page)).toHaveText(/credits added$/, { timeout: 30_000 });
  await expect(page.locator("#announcements")).toHaveText(/credits added$/);
  await expect(page.getByRole("listitem").filter({ hasText: /^Invoice / })).toBeVisible();
  await payer.close();
  const mails = () => mailsTo(person.email).then((all) => all.flatMap(({ links }) => links));
  await expect.poll(mails, { timeout: 20_000 }).toContainEqual(expect.stringContaining(`/w/${slug}/purchases/pur_`));
});

test("an unpaid purchase has a pro forma, and calling it off closes its payment page too", async ({ page }) => {
  test.slow();
  const slug = await atThePaymentPage(page, "Called off");
  const hosted = page.url();
  await page.goto(`/w/${slug}/purchases`);
  await page.getByRole("link", { name: /^PUR-/ }).filter({ visible: true }).click();
  await expect(page.getByText("Pro forma", { exact: true })).toBeVisible();
  const paper = await page.request.get(`${page.url()}/invoice.pdf`);
  expect([paper.status(), paper.headers()["content-type"]]).toEqual([200, "application/pdf"]);
  expect((await paper.body()).subarray(0, 8).toString()).toBe("%PDF-1.7");
  await expect(heading(page)).toHaveText("Not paid yet", { timeout: 20_000 });
  await page.getByRole("button", { name: "Cancel purchase" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel purchase" }).click();
  await expect(heading(page)).toHaveText("Purchase cancelled", { timeout: 20_000 });
  await expectNoAxeViolations(page);
  const closed = await page.request.get(hosted, { failOnStatusCode: false });
  expect(await closed.text()).not.toContain("Visa 4242");
});

test("the list has a tab for each kind, finds by number and hands out the invoices of what is ticked", async ({
  page,
}) => {
  test.slow();
  const slug = await atThePaymentPage(page, "All my papers");
  await payHere(page);
  await expect(heading(page)).toHaveText(/credits added$/, { timeout: 30_000 });
  const number = await numberOn(page);
  await page.goto(`/w/${slug}/purchases?tab=failed`);
  await expect(page.getByText("Nothing matches these filters")).toBeVisible();
  await page.getByRole("link", { name: "All 1" }).click();
  await page.waitForURL(`**/w/${slug}/purchases`);
  await page.getByLabel("Number or amount").fill(number.slice(-4));
  await page.getByRole("main").getByRole("button", { name: "Search" }).click();
  await page.waitForURL(/q=0001/);
  await expect(page.getByRole("link", { name: number, exact: true })).toBeVisible();
  await listening(page);
  await page.getByRole("checkbox", { name: `Select ${number}` }).check();
  await expectNoAxeViolations(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download invoices (ZIP)" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^invoices_.*\.zip$/);
  const zip = await readFile(await download.path());
  expect([zip.readUInt32LE(0), zip.readUInt16LE(zip.length - 12)]).toEqual([0x04034b50, 1]);
  const csv = await page.request.get(`/w/${slug}/purchases/purchases.csv`);
  expect((await csv.text()).split("\r\n")[1]).toContain(`${number},paid,`);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill(number);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/purchases?q=${number}`);
});

for (const size of [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`a purchase and its list can be read at ${size.width} px in the ${colorScheme} theme`, async ({ page }) => {
      test.slow();
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme });
      const slug = await atThePaymentPage(page, "Sizes and themes");
      await payHere(page);
      await expect(heading(page)).toHaveText(/credits added$/, { timeout: 30_000 });
      await expectNoAxeViolations(page);
      await expectNoSidewaysScroll(page);
      await page.goto(`/w/${slug}/purchases`);
      await expectNoAxeViolations(page);
      await expectNoSidewaysScroll(page);
    });
  }
}

test("without scripts the page comes to the payment by itself, and everything on it is a link or a form", async ({
  page,
  browser,
}) => {
  test.slow();
  const slug = await atThePaymentPage(page, "No scripts at all");
  const hosted = page.url();
  const plain = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  });
  const reader = await plain.newPage();
  await reader.goto(`/w/${slug}/purchases`);
  await reader.getByRole("link", { name: /^PUR-/ }).filter({ visible: true }).click();
  await expect(heading(reader)).toHaveText("Not paid yet", { timeout: 30_000 });
  await reader.getByRole("button", { name: "Continue to payment" }).click();
  await reader.waitForURL(onTheWay);
  expect(reader.url()).toBe(hosted);
  await payHere(reader);
  await expect(heading(reader)).toHaveText(/credits added$/, { timeout: 30_000 });
  await plain.close();
});
