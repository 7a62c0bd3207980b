import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Contract } from "./schema";

const require = createRequire(import.meta.url);
const here = import.meta.dirname;

/** The contract of the installed SDK. Deriving it takes a compiler and some seconds, so it is kept until either changes. */
export async function loadContract(): Promise<Contract> {
  const file = cacheFile();
  if (!existsSync(file)) await derive(file);
  return JSON.parse(readFileSync(file, "utf8"));
}

// In a process of its own: the compiler would leave half a gigabyte behind in this one.
async function derive(file: string): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  const loader = new URL(`file://${require.resolve("tsx/esm")}`).href;
  await promisify(execFile)(process.execPath, ["--import", loader, join(here, "derive/main.ts"), file]);
}

function cacheFile(): string {
  const sdk = dirname(dirname(require.resolve("stripe")));
  const sources = ["scope.ts", ...readdirSync(join(here, "derive")).map((name) => join("derive", name))].sort();
  const hash = createHash("sha256").update(readFileSync(join(sdk, "package.json")));
  for (const source of sources) hash.update(readFileSync(join(here, source)));
  const name = `stripe-contract-${hash.digest("hex").slice(0, 16)}.json`;
  return join(dirname(sdk), ".cache/stripe-sandbox", name);
}
