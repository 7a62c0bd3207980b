import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { identityOf } from "../../db/embedded/process-table.mjs";
import { Refusal } from "./refusal.mjs";

/** npm's own program, to be run by this Node. */
export function npmProgram() {
  const beside = dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath,
    join(beside, "../lib/node_modules/npm/bin/npm-cli.js"),
    join(beside, "node_modules/npm/bin/npm-cli.js"),
    "/usr/share/nodejs/npm/bin/npm-cli.js",
  ];
  const found = candidates.find((file) => file?.endsWith("npm-cli.js") && existsSync(file));
  if (!found)
    throw new Refusal(
      "npm was not found beside Node. Install it, or run its commands by hand: npm ci --ignore-scripts",
    );
  return found;
}

/**
 * The scripts in package.json begin with `exec`, so that npm is our parent and hands its signals to us, not to a shell
 * that would die of them without a word. A killed npm can hand on nothing; its end then means what the signal meant.
 */
export function whenNpmEnds(callback) {
  if (!process.env.npm_lifecycle_event) return;
  const npm = process.ppid;
  const identity = identityOf(npm);
  const timer = setInterval(() => {
    if (identityOf(npm) === identity) return;
    clearInterval(timer);
    callback();
  }, 250);
  timer.unref();
}
