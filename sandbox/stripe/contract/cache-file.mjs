import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const here = import.meta.dirname;

/** Where the contract of the installed SDK is kept; another name for each SDK and each way of deriving it. */
export function contractFile() {
  const sdk = dirname(dirname(createRequire(import.meta.url).resolve("stripe")));
  const sources = ["scope.ts", ...readdirSync(join(here, "derive")).map((name) => join("derive", name))].sort();
  const hash = createHash("sha256").update(readFileSync(join(sdk, "package.json")));
  for (const source of sources) hash.update(readFileSync(join(here, source)));
  const name = `stripe-contract-${hash.digest("hex").slice(0, 16)}.json`;
  return join(dirname(sdk), ".cache/stripe-sandbox", name);
}
