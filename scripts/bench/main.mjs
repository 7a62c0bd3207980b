import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removePlace } from "../../db/embedded/place.mjs";
import { root } from "../supervisor/paths.mjs";

// A database of its own, with the settings that survive a lost power supply, and gone afterwards.
const dataDir = mkdtempSync(join(tmpdir(), "saldo-bench-"));
chmodSync(dataDir, 0o711);
const { DATABASE_URL, DATABASE_MIGRATOR_URL, DATABASE_WORKER_URL, ...rest } = process.env;
const asJson = process.argv.includes("--json");
const child = spawn(
  process.execPath,
  [join(root, "scripts/run.mjs"), "scripts/bench/run.ts", ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: ["inherit", asJson ? "pipe" : "inherit", "inherit"],
    env: { ...rest, SALDO_DATA_DIR: dataDir, SALDO_DEMO: "0" },
  },
);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
// Only the figures: what is said of the database before them is nothing a program can read.
let said = "";
child.stdout?.setEncoding("utf8").on("data", (text) => (said += text));
child.once("close", (code, signal) => {
  removePlace(dataDir);
  if (asJson) process.stdout.write(said.slice(said.search(/^\[$/m)));
  process.exitCode = signal ? 1 : (code ?? 1);
});
