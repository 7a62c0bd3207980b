import { createHash } from "node:crypto";
import { existsSync, lstatSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readJson } from "./atomic-json.mjs";
import { npmProgram } from "./npm.mjs";
import { root } from "./paths.mjs";
import { Refusal } from "./refusal.mjs";

const stamp = join(root, "node_modules/.saldo-lock");

export function requireEngine() {
  const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const need = engines.node.replace(/^\D*/, "").split(".").map(Number);
  const have = process.versions.node.split(".").map(Number);
  const short = have[0] < need[0] || (have[0] === need[0] && have[1] < need[1]);
  if (short)
    throw new Refusal(
      `Saldo needs Node ${need.join(".")} or newer, and this is ${process.versions.node}. Install a newer Node and try again.`,
    );
}

export function isInstalled() {
  const lock = hashOfLock();
  if (existsSync(stamp)) return readFileSync(stamp, "utf8") === lock;
  if (!holdsEveryPackage()) return false;
  markInstalled();
  return true;
}

export function markInstalled() {
  writeFileSync(stamp, hashOfLock());
}

/** The arguments for Node, not npm: the npm beside this Node is the one whose lockfile rules we know. */
export function installCommand() {
  if (lstatSync(join(root, "node_modules"), { throwIfNoEntry: false })?.isSymbolicLink()) {
    throw new Refusal(
      "node_modules is a link, and installing would empty the folder it leads to. Remove the link, or install there.",
    );
  }
  return [npmProgram(), "ci", "--ignore-scripts", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
}

function hashOfLock() {
  return createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
}

/** Somebody may have installed by hand: what npm noted inside node_modules is then compared with the lockfile. */
function holdsEveryPackage() {
  const present = readJson(join(root, "node_modules/.package-lock.json"))?.packages;
  if (!present) return false;
  const wanted = Object.entries(readJson(join(root, "package-lock.json")).packages);
  return wanted.every(
    ([path, entry]) => path === "" || entry.optional || entry.peer || present[path]?.version === entry.version,
  );
}
