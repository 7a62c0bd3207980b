import type { Page } from "@playwright/test";
import { expect, expectNoAxeViolations, expectNoSidewaysScroll, test, type Who } from "./fixtures";
import { foundWorkspace, newPerson } from "./people";
import { places } from "./places";

/** A refusal or a missing page answers with its status; the browser reports that as an error of the resource. */
const refusals = new Set(["refused", "not-found"]);

for (const { name, path, who } of places) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`${name}, ${colorScheme}`, () => {
      test.use({ colorScheme, expectRefusal: refusals.has(name) });

      test("looks as agreed, is open to everybody and keeps the console silent", async ({ page, signInAs }) => {
        await visit(page, path, who, signInAs);
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
      await page.setViewportSize({ width: 320, height: 700 });
      await visit(page, path, who, signInAs);
      await expectNoSidewaysScroll(page);
      await page.setViewportSize({ width: 640, height: 800 });
      await page.evaluate(() => {
        document.documentElement.style.fontSize = "200%";
      });
      await expectNoSidewaysScroll(page);
    });
  });
}

type Place = (typeof places)[number];

async function visit(page: Page, path: string, who: Place["who"], signInAs: (who: Who) => Promise<void>) {
  if (who === "newcomer") {
    const slug = await foundWorkspace(page, newPerson("Clara Dias"), "Dias Books");
    await page.goto(path.replace("{own}", slug));
    return;
  }
  if (who) await signInAs(who);
  await page.goto(path);
}
