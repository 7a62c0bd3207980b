import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findEmbedded } from "../../db/embedded/cluster.mjs";
import { removePlace } from "../../db/embedded/place.mjs";
import { freePort } from "../../db/embedded/ports.mjs";
import { stopPostmaster } from "../../db/embedded/postmaster.mjs";
import { identityOf } from "../../db/embedded/process-table.mjs";
import { complaintsIn } from "../../sandbox/stripe/judge/complaint.mjs";
import { readJson } from "../supervisor/atomic-json.mjs";
import { root } from "../supervisor/paths.mjs";

/** Settings a person may have in the shell or in .env and a test must not touch: empty means not set. */
const unset = [
  "DATABASE_URL",
  "DATABASE_MIGRATOR_URL",
  "DATABASE_WORKER_URL",
  "DATABASE_READ_URL",
  "SMTP_URL",
  "STRIPE_SECRET_KEY",
  "STRIPE_WEBHOOK_SECRET",
  "STRIPE_API_URL",
  "STRIPE_SANDBOX_DATABASE_URL",
  "STRIPE_SANDBOX_WEBHOOK_URL",
  "STRIPE_SANDBOX_WEBHOOK_SECRET",
  "BANK_API_URL",
  "BANK_API_KEY",
  "BANK_CALLBACK_SECRET",
  "MAIL_FROM",
  "HOST",
  "APP_URL",
  "NEXTAUTH_SECRET",
  "API_KEY_PEPPER",
  "METRICS_TOKEN",
  "SALDO_DEMO",
];

export function newDataDir() {
  const dataDir = mkdtempSync(join(tmpdir(), "saldo-run-"));
  chmodSync(dataDir, 0o711);
  return dataDir;
}

export async function clearDataDir(dataDir) {
  const server = findEmbedded(dataDir);
  if (server) await stopPostmaster(server.pid);
  removePlace(dataDir);
}

const started = [];

/** What the sandboxes of all runs so far have sent against Stripe's contract. */
export function contractViolations() {
  return started.flatMap(({ output }) => complaintsIn(output));
}

/** `npm start` as a process of its own, with a data folder and a port of its own; its sandbox is held to Stripe's contract. */
export class SaldoProcess {
  output = "";

  static async start({ dataDir, command = [join(root, "scripts/start.mjs")], ...settings }) {
    const port = settings.PORT ?? String(await freePort());
    return new SaldoProcess(dataDir, command, { ...settings, PORT: port });
  }

  constructor(dataDir, command, settings) {
    this.dataDir = dataDir;
    this.demoFile = join(dataDir, "demo.json");
    const cleared = Object.fromEntries(unset.map((name) => [name, ""]));
    this.child = spawn(process.execPath, command, {
      cwd: root,
      env: {
        ...process.env,
        ...cleared,
        NODE_ENV: "",
        STRIPE_SANDBOX_JUDGE: "1",
        ...settings,
        SALDO_DATA_DIR: dataDir,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    started.push(this);
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        this.output += text;
      });
    }
    /** Settles with the exit code when the process has ended and all of its output has arrived. */
    this.ended = new Promise((resolve) => this.child.once("close", (code, signal) => resolve(code ?? signal)));
  }

  /** Waits until everything answers and hands over what demo.json says. */
  async ready(patienceMs = 90_000) {
    const deadline = Date.now() + patienceMs;
    while (this.child.exitCode === null && Date.now() < deadline) {
      const demo = readJson(this.demoFile);
      // The file of a run that was killed stays until the next one clears it away.
      if (demo && identityOf(demo.pids.supervisor)) return demo;
      await sleep(50);
    }
    throw new Error(`Saldo did not become ready. It said:\n${this.output}`);
  }

  async stop(signal = "SIGINT") {
    if (this.child.exitCode === null) this.child.kill(signal);
    return this.ended;
  }
}
