import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const copy = mkdtempSync(join(tmpdir(), "saldo-drift-"));

afterAll(() => rmSync(copy, { recursive: true }));

it("the migrations make exactly the tables the schema describes", () => {
  cpSync(join(root, "db/migrations"), copy, { recursive: true });
  const tool = join(root, "node_modules/drizzle-kit/bin.cjs");
  // The tool takes paths from where it stands only, and ends with 0 whatever happens: its words are the answer.
  const answer = execFileSync(
    process.execPath,
    [tool, "generate", "--dialect=postgresql", "--schema=db/schema/*.ts", `--out=${relative(root, copy)}`],
    { cwd: root, encoding: "utf8" },
  );
  expect(answer).toContain("No schema changes");
}, 30_000);
