import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { chromium } from "./scripts/chromium.mjs";

// Beside `npm start` the browser visits that run; `npm test` names the file of the run it has started.
const demoFile = process.env.SALDO_DEMO_FILE ?? join(import.meta.dirname, ".data/demo.json");
if (!existsSync(demoFile)) throw new Error(`There is no ${demoFile}: start Saldo first, or run npm test.`);
const { url } = JSON.parse(readFileSync(demoFile, "utf8"));

const { executablePath, args, env } = await chromium();

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/sign-in.setup.ts",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  snapshotPathTemplate: "e2e/screens/{projectName}/{arg}{ext}",
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000, toHaveScreenshot: { stylePath: "./e2e/steady.css", maxDiffPixelRatio: 0.002 } },
  reporter: [["list"], ["json", { outputFile: process.env.SALDO_PLAYWRIGHT_REPORT ?? "test-results/report.json" }]],
  use: {
    baseURL: url,
    locale: "en",
    timezoneId: "Africa/Luanda",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: { executablePath, args, env },
  },
  projects: [
    { name: "desktop", testIgnore: "phone.spec.ts", use: { viewport: { width: 1280, height: 800 } } },
    {
      name: "phone",
      testMatch: ["pages.spec.ts", "phone.spec.ts"],
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
    },
  ],
});
