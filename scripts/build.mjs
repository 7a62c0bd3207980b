import { spawn } from "node:child_process";
import { cpSync, existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { patchPostgres } from "./patch-postgres.mjs";
import { root } from "./supervisor/paths.mjs";
import { hashOfSources, markBuilt } from "./supervisor/sources.mjs";

const standalone = join(root, ".next/standalone");

// Hashed before the build, so that a file saved while it runs makes the next start build again.
const sources = hashOfSources();
patchPostgres(root);
rmSync(join(root, ".next/saldo-build.json"), { force: true });
const code = await nextBuild();
if (code === 0) {
  completeStandalone();
  markBuilt(sources);
}
process.exitCode = code;

function nextBuild() {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, "node_modules/next/dist/bin/next"), "build"], {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    });
    child.once("error", reject);
    child.once("close", (exitCode) => resolve(exitCode ?? 1));
  });
}

/** Next leaves the files for browsers beside the standalone server, and puts into it what no build should carry. */
function completeStandalone() {
  cpSync(join(root, ".next/static"), join(standalone, ".next/static"), { recursive: true });
  if (existsSync(join(root, "public"))) cpSync(join(root, "public"), join(standalone, "public"), { recursive: true });
  for (const name of readdirSync(standalone)) if (name.startsWith(".env")) rmSync(join(standalone, name));
}
