import { expect, expectNoAxeViolations, expectNoSidewaysScroll, test } from "./fixtures";
import { places } from "./places";

/** A refusal or a missing page answers with its status; the browser reports that as an error of the resource. */
const refusals = new Set(["refused", "not-found"]);

for (const { name, path, who } of places) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`${name}, ${colorScheme}`, () => {
      test.use({ colorScheme, expectRefusal: refusals.has(name) });

      test("looks as agreed, is open to everybody and keeps the console silent", async ({ page, signInAs }) => {
        if (who) await signInAs(who);
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await page.evaluate(() => document.fonts.ready);
        await expectNoSidewaysScroll(page);
        await expectNoAxeViolations(page);
        if (name !== "inbox") {
          await expect(page).toHaveScreenshot(`${name}-${colorScheme}.png`, { fullPage: true });
        }
      });
    });
  }

  test.describe(`${name}, small and large`, () => {
    test.use({ expectRefusal: refusals.has(name) });

    test("loses nothing at 320 pixels and at 200% text", async ({ page, signInAs }) => {
      if (who) await signInAs(who);
      await page.setViewportSize({ width: 320, height: 700 });
      await page.goto(path);
      await expectNoSidewaysScroll(page);
      await page.setViewportSize({ width: 640, height: 800 });
      await page.evaluate(() => {
        document.documentElement.style.fontSize = "200%";
      });
      await expectNoSidewaysScroll(page);
    });
  });
}
