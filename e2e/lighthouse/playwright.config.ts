import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import browser from "../../playwright.config";
import { lighthouse } from "../../scripts/lighthouse.mjs";

// Installed before the first test, whose time is not meant for it.
await lighthouse();

/** The same visitors of the same run, one page after the other: two at once would disturb each other's figures. */
export default defineConfig({
  ...browser,
  testDir: ".",
  testMatch: "every-page.test.ts",
  globalSetup: "../sign-in.setup.ts",
  outputDir: "../../test-results",
  reporter: [
    ["list"],
    [
      "json",
      {
        outputFile:
          process.env.SALDO_PLAYWRIGHT_REPORT ?? join(import.meta.dirname, "../../test-results/lighthouse.json"),
      },
    ],
  ],
  fullyParallel: false,
  workers: 1,
  timeout: 600_000,
  projects: [{ name: "lighthouse" }],
});
