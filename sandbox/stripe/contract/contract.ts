import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { contractFile } from "./cache-file.mjs";
import type { Contract } from "./schema";

const require = createRequire(import.meta.url);

/** The contract of the installed SDK. Deriving it takes a compiler and some seconds, so it is kept until either changes. */
export async function loadContract(): Promise<Contract> {
  const file = contractFile();
  if (!existsSync(file)) await derive();
  return JSON.parse(readFileSync(file, "utf8"));
}

// In a process of its own: the compiler would leave half a gigabyte behind in this one.
async function derive(): Promise<void> {
  const loader = new URL(`file://${require.resolve("tsx/esm")}`).href;
  const program = join(import.meta.dirname, "derive/main.ts");
  await promisify(execFile)(process.execPath, ["--import", loader, program]);
}
