import { execFile } from "node:child_process";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const root = join(import.meta.dirname, "..");

/** Gives a fresh workspace usage of the last 200 days, which nobody can send any more. */
export async function giveOldUsage(slug: string): Promise<void> {
  const demoFile = process.env.SALDO_DEMO_FILE ?? join(root, ".data/demo.json");
  const env = { ...process.env, SALDO_DATA_DIR: dirname(demoFile), SALDO_SLUG: slug };
  await promisify(execFile)(process.execPath, [join(root, "scripts/run.mjs"), "e2e/old-usage.setup.ts"], {
    cwd: root,
    env,
  });
}
