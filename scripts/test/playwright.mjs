import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readJson } from "../supervisor/atomic-json.mjs";
import { root } from "../supervisor/paths.mjs";
import { runNode } from "./programs.mjs";

/** Tests in a browser against a running Saldo, counted from Playwright's own report. */
export async function playwright(demoFile, config = "playwright.config.ts") {
  const folder = mkdtempSync(join(tmpdir(), "saldo-report-"));
  const file = join(folder, "report.json");
  try {
    const env = { ...process.env, SALDO_DEMO_FILE: demoFile, SALDO_PLAYWRIGHT_REPORT: file };
    const args = [join(root, "node_modules/@playwright/test/cli.js"), "test", "--config", join(root, config)];
    const { code } = await runNode(args, { env });
    return countPlaywright(readJson(file), code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function countPlaywright(report, code) {
  if (!report) return { passed: 0, failed: 1, note: "the suite left no report" };
  const { expected: passed, unexpected, flaky } = report.stats;
  const failed = unexpected + flaky + report.errors.length;
  if (failed === 0 && code !== 0) return { passed, failed: 1, note: `the suite ended with ${code}` };
  if (failed === 0 && passed === 0) return { passed, failed: 1, note: "the suite holds no test" };
  return { passed, failed };
}
