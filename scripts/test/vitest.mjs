import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readJson } from "../supervisor/atomic-json.mjs";
import { root } from "../supervisor/paths.mjs";
import { runNode } from "./programs.mjs";

/** One project of vitest.config.ts, counted from vitest's own report. */
export async function vitest(project, { quiet = false, env = process.env } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "saldo-report-"));
  const file = join(folder, "report.json");
  try {
    const args = ["run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    const { code, output } = await runNode([join(root, "node_modules/vitest/vitest.mjs"), ...args], { quiet, env });
    return { ...countVitest(readJson(file), code), output };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file that could not even be loaded holds no test that failed, and an error outside any test fails no test: both count. */
export function countVitest(report, code) {
  if (!report) return { passed: 0, failed: 1, note: "the suite left no report" };
  const broken = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  );
  const failed = report.numFailedTests + broken.length;
  const passed = report.numPassedTests;
  if (failed === 0 && code !== 0) return { passed, failed: 1, note: `the suite ended with ${code}` };
  if (failed === 0 && passed === 0) return { passed, failed: 1, note: "the suite holds no test" };
  return { passed, failed };
}
