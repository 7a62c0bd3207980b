import type { Page } from "@playwright/test";
import { expect, expectNoAxeViolations, expectNoSidewaysScroll, test, type Who } from "./fixtures";
import { type Mailed, mailOneOfEach } from "./mailed";
import { foundWorkspace, newPerson } from "./people";
import { mailedPlaces, type Place, places } from "./places";
import { withoutTags } from "./without-tags";

type Visit = (page: Page, signInAs: (who: Who) => Promise<void>) => Promise<void>;

/** A refusal or a missing page answers with its status; the browser reports that as an error of the resource. */
const refusals = new Set(["refused", "not-found"]);

/** As long as the API is large: a picture shows its first screen. */
const endless = new Set(["docs"]);

for (const place of places) {
  looked(place.name, (page, signInAs) => visit(page, place, signInAs), place.pictured);
}

test.describe("behind a mailed link", () => {
  // One browser after the other, so that the mails are asked for once.
  test.describe.configure({ mode: "default" });
  let all: Mailed;
  test.beforeAll(async ({ browser }) => {
    // Two people sign up and ten mails come: as long as several tests take.
    test.setTimeout(120_000);
    all = await mailOneOfEach(browser);
  });

  for (const { name, mailed, who } of mailedPlaces) {
    looked(name, async (page) => {
      if (who) await page.context().addCookies(all.sessions[who]);
      await page.goto(all.paths[mailed]);
    });
  }

  // In the inbox a mail stands in a frame without scripts, where the checks of accessibility do not reach.
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`every mail alone, ${colorScheme}`, () => {
      test.use({ colorScheme });

      test("is open to everybody, fits a small screen and brings no script", async ({ page }) => {
        await page.setViewportSize({ width: 320, height: 700 });
        for (const mail of all.mails) {
          const html = await (await page.request.get(`${mail}/html`)).text();
          expect(html).toContain("<body");
          expect(html).not.toMatch(/<script|javascript:|\son\w+=/i);
          await page.setContent(html);
          await expectNoSidewaysScroll(page);
          await expectNoAxeViolations(page, "mail");
        }
      });
    });
  }
});

function looked(name: string, open: Visit, pictured = true): void {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`${name}, ${colorScheme}`, () => {
      test.use({ colorScheme, expectRefusal: refusals.has(name), expectMail: name === "mail" });

      test("looks as agreed, is open to everybody and keeps the console silent", async ({ page, signInAs }) => {
        await open(page, signInAs);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await page.evaluate(() => document.fonts.ready);
        await expectNoSidewaysScroll(page);
        await expectNoAxeViolations(page);
        if (!pictured) return;
        await withoutTags(page);
        await expect(page).toHaveScreenshot(`${name}-${colorScheme}.png`, { fullPage: !endless.has(name) });
      });
    });
  }

  test.describe(`${name}, small and large`, () => {
    test.use({ expectRefusal: refusals.has(name), expectMail: name === "mail" });

    test("loses nothing at 320 pixels and at 200% text", async ({ page, signInAs }) => {
      await page.setViewportSize({ width: 320, height: 700 });
      await open(page, signInAs);
      await expectNoSidewaysScroll(page);
      await page.setViewportSize({ width: 640, height: 800 });
      await page.evaluate(() => {
        document.documentElement.style.fontSize = "200%";
      });
      await expectNoSidewaysScroll(page);
    });
  });
}

async function visit(page: Page, { path, who }: Place, signInAs: (who: Who) => Promise<void>): Promise<void> {
  if (who === "newcomer") {
    const slug = await foundWorkspace(page, newPerson("Clara Dias"), "Dias Books");
    await page.goto(path.replace("{own}", slug));
    return;
  }
  if (who) await signInAs(who);
  await page.goto(path);
}
