import { join } from "node:path";

const root = join(import.meta.dirname, "../../..");

/** Runs a check when its file is the one that was started; a test imports it and brings its own tree. */
export async function report(meta: ImportMeta, check: (root: string) => string[] | Promise<string[]>): Promise<void> {
  if (process.argv[1] !== meta.filename) return;
  const complaints = await check(root);
  if (complaints.length === 0) return;
  process.stderr.write(`${complaints.join("\n")}\n`);
  process.exitCode = 1;
}
