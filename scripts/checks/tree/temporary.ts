import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** A small project to judge, gone when its test is over. */
export function projectWith(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), "saldo-check-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const folder of ["app", "components", "db", "docs", "e2e", "lib", "sandbox", "scripts"])
    mkdirSync(join(root, folder));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}
