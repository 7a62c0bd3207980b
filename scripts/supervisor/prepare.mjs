import { join } from "node:path";
import { patchPostgres } from "../patch-postgres.mjs";
import { installCommand, isInstalled, markInstalled } from "./install.mjs";
import { withLock } from "./lock.mjs";
import { say, step } from "./output.mjs";
import { checkoutLocks, root } from "./paths.mjs";
import { isBuilt } from "./sources.mjs";

/** Brings the checkout to where it can run: packages as in the lockfile, the driver guarded. `task` runs one program. */
export async function install(task, environment) {
  await inTurn("install", async () => {
    if (!isInstalled()) {
      await step("install", "installing the packages named in package-lock.json", async () => {
        await task(
          "install",
          installCommand(),
          environment,
          "The packages could not be installed; npm's own words are above.",
        );
        markInstalled();
      });
    }
    patchPostgres(root);
  });
}

export async function build(task, environment) {
  await inTurn("build", async () => {
    if (isBuilt()) return say("build", "the last build is up to date");
    await step("build", "building the web app", async () => {
      await task("build", [join(root, "scripts/build.mjs")], environment, "The build failed; its own words are above.");
    });
  });
}

function inTurn(label, work) {
  const waiting = ({ pid }) => say(label, `waiting for process ${pid}, which does the same`);
  return withLock(join(checkoutLocks, `${label}.lock`), waiting, work);
}
