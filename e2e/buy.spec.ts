import type { Page } from "@playwright/test";
import { expect, expectNoAxeViolations, expectNoSidewaysScroll, listening, test } from "./fixtures";
import { foundWorkspace, newPerson } from "./people";

/** The receipt's button on a wide screen, the bar's on a phone: one of them is in sight. */
const pay = (page: Page, total: string) =>
  page.getByRole("button", { name: `Pay ${total}`, exact: true }).filter({ visible: true });
const total = (page: Page) => page.locator("[data-total]");
const amount = (page: Page) => page.getByRole("textbox", { name: "Amount", exact: true });
const hosted = "**/sandbox/c/pay/**";

async function desk(page: Page, name: string): Promise<string> {
  const slug = await foundWorkspace(page, newPerson(), name);
  await page.goto(`/w/${slug}/buy`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Buy credits");
  return slug;
}

/** Without script nothing is typed ahead of the page; with one it has to listen first. */
async function deskThatListens(page: Page, name: string): Promise<string> {
  const slug = await desk(page, name);
  await listening(page);
  return slug;
}

test("credits are bought by mouse: package, slider and box move together, and what was read is what is charged", async ({
  page,
}) => {
  const slug = await deskThatListens(page, "Mouse and money");
  await expect(total(page)).toHaveText("$95.00");
  await page.getByRole("radio", { name: /^25,000/ }).check();
  await expect(amount(page)).toHaveValue("25,000");
  await expect(total(page)).toHaveText("$225.00");
  await page.getByRole("button", { name: "Buy 25,000 more to pay $0.008625 each" }).click();
  await expect(page.getByRole("radio", { name: /^50,000/ })).toBeChecked();
  await amount(page).fill("12 000");
  await expect(page.getByRole("radio", { name: "Another amount" })).toBeChecked();
  await expect(page.getByRole("slider")).toHaveAttribute("aria-valuetext", "12,000 credits, $114.00");
  await page.getByRole("radio", { name: "USD" }).check();
  await expect(amount(page)).toHaveValue("114");
  await amount(page).fill("200");
  await expect(total(page)).toHaveText("$200.00");
  await expect(page.getByText("21,053 credits, $200.00 with tax")).toBeVisible();
  await page.getByText("All prices").click();
  await expect(page.getByRole("row", { name: /your purchase/ })).toContainText("10,000");
  await page.getByRole("button", { name: "Skip" }).click();
  await expectNoAxeViolations(page);
  await pay(page, "$200.00").click();
  await page.waitForURL(hosted);
  await expect(page.getByText("$200.00").or(page.getByText("USD 200.00")).first()).toBeVisible();
  await page.getByRole("button", { name: "Visa 4242" }).click();
  await page.waitForURL(`**/w/${slug}/purchases/pur_*`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("21,053 credits added", { timeout: 20_000 });
});

test("credits are bought by keyboard alone", async ({ page }) => {
  await deskThatListens(page, "Keys only");
  await page.getByRole("radio", { name: /^10,000/ }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: /^25,000/ })).toBeFocused();
  await expect(total(page)).toHaveText("$225.00");
  await page.keyboard.press("Tab");
  await expect(amount(page)).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("5000");
  await page.keyboard.press("Enter");
  await expect(total(page)).toHaveText("$50.00");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  const slider = page.getByRole("slider", { name: "Amount on a scale" });
  await expect(slider).toBeFocused();
  await page.keyboard.press("PageUp");
  await expect(slider).toHaveAttribute("aria-valuetext", "10,000 credits, $95.00");
  await page.keyboard.press("ArrowRight");
  await expect(slider).toHaveAttribute("aria-valuetext", "11,000 credits, $104.50");
  await page.keyboard.press("PageDown");
  await page.keyboard.press("PageDown");
  await expect(slider).toHaveAttribute("aria-valuetext", "1,000 credits, $10.00");
  const button = pay(page, "$10.00");
  for (let presses = 0; presses < 40; presses++) {
    if (await button.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press("Tab");
  }
  await expect(button).toBeFocused();
  await page.keyboard.press("Enter");
  await page.waitForURL(hosted);
});

test("Pay pressed twice is one purchase, and who comes back finds every choice and goes on with it", async ({
  page,
}) => {
  const slug = await deskThatListens(page, "Twice and back");
  await amount(page).fill("33000");
  await page.getByLabel("Legal name").fill("Double Press Ltd");
  await page.getByLabel("Your order number").fill("PO-77");
  await pay(page, "$297.00").dblclick();
  await page.waitForURL(hosted);
  const address = page.url();
  await page.goto(`/w/${slug}/buy`);
  await expect(page.getByText("You left before paying PUR-")).toContainText("0001");
  await expect(amount(page)).toHaveValue("33000");
  await expect(page.getByText("Double Press Ltd")).toBeVisible();
  await expect(page.getByLabel("Your order number")).toHaveValue("PO-77");
  await listening(page);
  await pay(page, "$297.00").click();
  await page.waitForURL(hosted);
  expect(page.url()).toBe(address);
  await page.goBack();
  await listening(page);
  await page.getByRole("radio", { name: /^5,000/ }).check();
  await pay(page, "$50.00").click();
  await page.waitForURL(hosted);
  expect(page.url()).not.toBe(address);
  await page.goto(`/w/${slug}/purchases`);
  await expect(page.getByText("PUR-", { exact: false }).filter({ visible: true }).first()).toContainText("0002");
});

test("a price that is not the one that was read is told with both, and nothing is lost", async ({ page }) => {
  const slug = await deskThatListens(page, "Changed price");
  await amount(page).fill("12000");
  await page.locator("input[name=seen]").evaluate((field: HTMLInputElement) => {
    field.value = "9900";
  });
  await pay(page, "$114.00").click();
  await expect(page.getByRole("alert", { name: "There is a problem" })).toContainText(
    "The price changed from $99.00 to $114.00. Review it and pay again.",
  );
  await expect(page.getByRole("alert", { name: "There is a problem" })).toBeFocused();
  await expect(amount(page)).toHaveValue("12000");
  await expectNoAxeViolations(page);
  await page.goto(`/w/${slug}/buy`);
  await expect(amount(page)).toHaveValue("12000");
});

test("what cannot be bought says so beside the box and in the summary", async ({ page }) => {
  await deskThatListens(page, "Least and most");
  await amount(page).fill("999");
  await expect(page.getByText("The least is 1,000 credits.")).toBeVisible();
  await page.getByRole("button", { name: /^Pay/ }).filter({ visible: true }).click();
  await expect(page.getByRole("alert", { name: "There is a problem" })).toContainText("Enter at least 1,000 credits.");
  await amount(page).fill("1000001");
  await page.getByRole("button", { name: /^Pay/ }).filter({ visible: true }).click();
  await expect(page.getByRole("alert", { name: "There is a problem" })).toContainText(
    "Enter at most 1,000,000 credits.",
  );
  await amount(page).fill("1.500");
  await page.getByRole("button", { name: "1,500?" }).click();
  await expect(total(page)).toHaveText("$15.00");
});

test("a tax number is what its country says, and the country decides about the tax before anything is paid", async ({
  page,
}) => {
  await signUpIn(page, "India", "INR", "Asia/Kolkata");
  await expect(total(page)).toHaveText("₹8,968.00");
  await page.getByLabel("GSTIN").fill("27AAPFU0939F1ZX");
  await pay(page, "₹8,968.00").click();
  await expect(page.getByLabel("GSTIN")).toHaveAccessibleDescription(/check character does not fit/);
  await page.getByLabel("GSTIN").fill("27AAPFU0939F1ZV");
  await page.getByLabel("State").selectOption("Maharashtra");
  await expect(page.getByRole("term").filter({ hasText: "CGST 9%" })).toBeVisible();
  await expect(page.getByRole("term").filter({ hasText: "SGST 9%" })).toBeVisible();
  await page.getByLabel("State").selectOption("Kerala");
  await expect(page.getByRole("term").filter({ hasText: "IGST 18%" })).toBeVisible();
  await page.getByLabel("Country").selectOption("Portugal");
  await expect(page.getByText("No tax is charged in your country.")).toBeVisible();
  await expect(page.getByLabel("VAT number")).toBeVisible();
});

async function signUpIn(page: Page, country: string, currency: string, zone: string): Promise<void> {
  await foundWorkspace(page, newPerson(), "Elsewhere");
  await page.goto("/new-workspace");
  await page.getByLabel("Name", { exact: true }).fill(`House in ${country}`);
  // All three are said: before the page has woken up, none follows another.
  await page.getByLabel("Country").selectOption(country);
  await page.getByLabel("Currency").selectOption(currency);
  await page.getByLabel("Time zone").selectOption(zone);
  await page.getByRole("button", { name: "Create workspace" }).click();
  await page.waitForURL(/house-in-/);
  await page.goto(page.url().replace(/overview.*/, "buy"));
  await listening(page);
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("one thumb buys: the bar with the price is always there, in the place of the tabs", async ({ page }) => {
    await deskThatListens(page, "One thumb");
    await expectNoSidewaysScroll(page);
    await expect(page.getByRole("navigation", { name: "Main" }).filter({ visible: true })).toHaveCount(0);
    const button = pay(page, "$95.00");
    await expect(button).toBeInViewport();
    expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(48);
    await page.getByRole("radio", { name: /^50,000/ }).tap();
    await page.getByRole("link", { name: "50,000 credits · tax included" }).tap();
    await expect(page.getByRole("heading", { name: "Review" })).toBeInViewport();
    await expectNoAxeViolations(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await expectNoAxeViolations(page);
    await pay(page, "$431.25").tap();
    await page.waitForURL(hosted);
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the price is worked out by the server, an unread one is refused, and the way leads to the payment", async ({
    page,
  }) => {
    await desk(page, "Paper and pencil");
    await expect(page.getByRole("slider")).toBeHidden();
    await page.getByRole("radio", { name: "Another amount" }).check();
    await amount(page).fill("30,000");
    await page.getByRole("button", { name: "Update price" }).click();
    await expect(total(page)).toHaveText("$270.00");
    await expect(amount(page)).toHaveValue("30,000");
    await page.getByRole("radio", { name: /^5,000/ }).check();
    await pay(page, "$270.00").click();
    await expect(page.getByRole("alert", { name: "There is a problem" })).toContainText(
      "The price changed from $270.00 to $50.00.",
    );
    await expect(total(page)).toHaveText("$50.00");
    await pay(page, "$50.00").click();
    await page.waitForURL(hosted);
  });
});

test("a number is topped up from its row, for itself alone", async ({ page, signInAs }) => {
  await signInAs("owner");
  await page.goto("/w/bintang/numbers");
  await page.getByRole("link", { name: "Top up Surabaya" }).filter({ visible: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Top up Surabaya");
  await expect(page.getByText("Surabaya after")).toBeVisible();
  await expect(page.getByLabel("Credits go to")).toHaveCount(0);
  await expectNoAxeViolations(page);
});

test("who may not buy reads the prices, and asks who may", async ({ page, signInAs }) => {
  await signInAs("developer");
  await page.goto("/w/kianda/buy");
  await expect(page.getByRole("note")).toContainText("Only Owner or Billing admin can buy credits.");
  await expect(page.getByRole("button", { name: /^Pay/ })).toHaveCount(0);
  await expectNoAxeViolations(page);
});

test("the terms are public, and other names of the page lead to it", async ({ page, signInAs }) => {
  await page.goto("/terms");
  await expect(page.getByText("Credits are non-refundable and never expire.", { exact: false })).toBeVisible();
  await expectNoAxeViolations(page);
  await signInAs("owner");
  for (const alias of ["billing/buy-credits", "credits"]) {
    await page.goto(`/w/kianda/${alias}`);
    await expect(page).toHaveURL(/\/w\/kianda\/buy$/);
  }
});
