import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { readJson, writeJson } from "./atomic-json.mjs";
import { root } from "./paths.mjs";

const built = ["app", "components", "lib", "db", "public"];
const single = [
  "proxy.ts",
  "instrumentation.ts",
  "next.config.js",
  "tailwind.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
  "scripts/patch-postgres.mjs",
  "scripts/build.mjs",
];
const stamp = join(root, ".next/saldo-build.json");

export function hashOfSources() {
  const hash = createHash("sha256");
  for (const path of [...built, ...single].flatMap(filesUnder))
    hash
      .update(path)
      .update("\0")
      .update(readFileSync(join(root, path)));
  return hash.digest("hex");
}

export function isBuilt() {
  return existsSync(join(root, ".next/standalone/server.js")) && readJson(stamp)?.sources === hashOfSources();
}

export function markBuilt(sources) {
  writeJson(stamp, { sources });
}

function filesUnder(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return isTest(path) ? [] : [path];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

/** A changed test changes nothing in the build. */
function isTest(path) {
  return /\.test\.tsx?$/.test(path) || path.startsWith("db/test/") || path.startsWith("db/embedded/");
}
