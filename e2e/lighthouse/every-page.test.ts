import { type BrowserContext, test as base, expect } from "@playwright/test";
import { freePort } from "../../db/embedded/ports.mjs";
import { chromium } from "../../scripts/chromium.mjs";
import { cookiesOf, demo } from "../fixtures";
import { type Mailed, mailOneOfEach } from "../mailed";
import { foundWorkspace, newPerson } from "../people";
import { mailedPlaces, type Place, places } from "../places";
import { onDesktop, onPhone } from "./verdict";

// Such a page answers 403 or 404, which the browser reports as an error although it is the right answer.
const refusals = new Set(["refused", "not-found"]);

const test = base.extend<object, { port: number }>({
  /** A browser of its own, because Lighthouse steers it from outside. */
  port: [
    async ({ playwright }, use) => {
      const port = await freePort();
      const { executablePath, args, env } = await chromium();
      const browser = await playwright.chromium.launch({
        executablePath,
        env,
        args: [...args, `--remote-debugging-port=${port}`],
      });
      await use(port);
      await browser.close();
    },
    { scope: "worker" },
  ],
});

for (const place of places) scored(place.name, (context) => arrive(context, place));

test.describe("behind a mailed link", () => {
  let all: Mailed;
  test.beforeAll(async ({ browser }) => {
    all = await mailOneOfEach(browser);
  });

  for (const { name, mailed, who } of mailedPlaces) {
    scored(name, async (context) => {
      if (who) await context.addCookies(all.sessions[who]);
      return all.paths[mailed];
    });
  }
});

/** `arrive` signs the visitor in and answers the path of the page. */
function scored(name: string, arrive: (context: BrowserContext) => Promise<string>): void {
  test(`${name} scores as agreed on a phone and on a desktop`, async ({ context, port }) => {
    const address = demo.url + (await arrive(context));
    const cookie = (await context.cookies()).map((one) => `${one.name}=${one.value}`).join("; ");
    const visit = { address, port, cookie, skipAudits: refusals.has(name) ? ["errors-in-console"] : [] };

    const phone = await onPhone(visit);
    const desktop = await onDesktop(visit);
    console.log(`${name}: ${phone.line}; ${desktop.line}`);
    expect([...phone.missed, ...desktop.missed]).toEqual([]);
  });
}

async function arrive(context: BrowserContext, { path, who }: Place): Promise<string> {
  if (who === "newcomer") {
    const page = await context.newPage();
    const slug = await foundWorkspace(page, newPerson("Clara Dias"), "Dias Books");
    await page.close();
    return path.replace("{own}", slug);
  }
  if (who) await context.addCookies(cookiesOf(who));
  return path;
}
