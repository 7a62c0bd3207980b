import { expect, test } from "./fixtures";

test.beforeEach(async ({ signInAs }) => signInAs("owner"));

test("the bottom bar leads to the pages that exist, and More to the rest", async ({ page }) => {
  await page.goto("/w/kianda/overview");
  const bar = page.getByRole("navigation", { name: "Main" });
  await bar.getByRole("link", { name: "Activity" }).tap();
  await page.waitForURL("**/w/kianda/activity");
  await bar.getByRole("link", { name: "More" }).tap();
  await page.waitForURL("**/w/kianda/more");
  await page
    .getByRole("main")
    .getByRole("link", { name: /^Notifications/ })
    .tap();
  await page.waitForURL("**/w/kianda/notifications");
});

test("the search on More finds a page", async ({ page }) => {
  await page.goto("/w/kianda/more");
  await page.getByRole("main").getByRole("button", { name: "Search or go to" }).tap();
  await page.getByRole("dialog").getByRole("combobox").fill("sessions");
  await page.getByRole("option", { name: "Settings" }).tap();
  await page.waitForURL("**/settings/account");
});

test("every control is large enough for a thumb", async ({ page }) => {
  for (const path of ["overview", "team", "settings/account", "settings/company", "settings/security", "more"]) {
    await page.goto(`/w/kianda/${path}`);
    const small = await page.evaluate(() =>
      [
        ...document.querySelectorAll<HTMLElement>(
          "a[href], button, input:not([type=hidden]), select, textarea, summary",
        ),
      ]
        .filter((element) => element.checkVisibility() && !element.closest(".sr-only, p"))
        .map((element) => {
          const target = element.closest("label") ?? element;
          const { width, height } = target.getBoundingClientRect();
          return {
            text: element.textContent?.trim() || element.getAttribute("name") || element.tagName,
            width,
            height,
          };
        })
        .filter(({ width, height }) => width > 1 && (height < 44 || width < 24))
        .map(({ text, width, height }) => `${text} ${Math.round(width)}×${Math.round(height)}`),
    );
    expect(small, path).toEqual([]);
  }
});
