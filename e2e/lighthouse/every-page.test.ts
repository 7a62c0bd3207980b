import { test as base, expect } from "@playwright/test";
import { freePort } from "../../db/embedded/ports.mjs";
import { chromium } from "../../scripts/chromium.mjs";
import { cookiesOf, demo } from "../fixtures";
import { foundWorkspace, newPerson } from "../people";
import { places } from "../places";
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

for (const { name, path, who } of places) {
  test(`${name} scores as agreed on a phone and on a desktop`, async ({ context, port }) => {
    let address = demo.url + path;
    if (who === "newcomer") {
      const page = await context.newPage();
      address = address.replace("{own}", await foundWorkspace(page, newPerson("Clara Dias"), "Dias Books"));
      await page.close();
    } else if (who) await context.addCookies(cookiesOf(who));
    const cookie = (await context.cookies()).map((one) => `${one.name}=${one.value}`).join("; ");
    const visit = { address, port, cookie, skipAudits: refusals.has(name) ? ["errors-in-console"] : [] };

    const phone = await onPhone(visit);
    const desktop = await onDesktop(visit);
    console.log(`${name}: ${phone.line}; ${desktop.line}`);
    expect([...phone.missed, ...desktop.missed]).toEqual([]);
  });
}
