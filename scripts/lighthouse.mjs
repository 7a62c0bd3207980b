import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { npmProgram } from "./supervisor/npm.mjs";
import { root } from "./supervisor/paths.mjs";
import { Refusal } from "./supervisor/refusal.mjs";
import { runNode } from "./test/programs.mjs";

const tool = join(root, "e2e/lighthouse/tool");
const manifest = ["package.json", "package-lock.json"];

/** Lighthouse weighs 185 MB and only the long tests use it, so it is installed when they first run, from a lockfile of its own. */
export async function lighthouse() {
  const folder = await installed();
  return import(pathToFileURL(join(folder, "node_modules/lighthouse/core/index.js")).href);
}

async function installed() {
  const lock = readFileSync(join(tool, "package-lock.json"));
  const folder = join(root, ".data", `lighthouse-${createHash("sha256").update(lock).digest("hex").slice(0, 12)}`);
  if (existsSync(folder)) return folder;
  const beside = `${folder}.${process.pid}`;
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside, { recursive: true });
  for (const file of manifest) copyFileSync(join(tool, file), join(beside, file));
  const args = ["ci", "--prefix", beside, "--ignore-scripts", "--engine-strict", "--no-audit", "--no-fund"];
  const { code, output } = await runNode([npmProgram(), ...args], { quiet: true });
  if (code !== 0) {
    rmSync(beside, { recursive: true });
    throw new Refusal(`Lighthouse could not be installed. npm said:\n${output.trim()}`);
  }
  try {
    renameSync(beside, folder);
  } catch (error) {
    // Another test run was faster; its copy is as good.
    if (!existsSync(folder)) throw error;
    rmSync(beside, { recursive: true });
  }
  return folder;
}
