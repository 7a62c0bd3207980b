import { spawn } from "node:child_process";
import { join } from "node:path";
import { findEmbedded } from "../db/embedded/cluster.mjs";
import { freePort } from "../db/embedded/ports.mjs";
import { startDatabase } from "./supervisor/database.mjs";
import { completeEnvironment } from "./supervisor/environment.mjs";
import { takeLock } from "./supervisor/lock.mjs";
import { Refusal, sentenceOf } from "./supervisor/refusal.mjs";
import { readRunRecord } from "./supervisor/run-record.mjs";
import { embeddedSecrets } from "./supervisor/secrets.mjs";
import { planRun, readSettings } from "./supervisor/settings.mjs";
import { standInSecrets } from "./supervisor/stand-ins.mjs";
import { typescript, typescriptEnvironment } from "./supervisor/typescript.mjs";

// Runs one TypeScript file with the settings a start would give it. Without DATABASE_URL it uses the embedded database:
// the running one beside `npm start`, or one started for the while.
const [file, ...args] = process.argv.slice(2);
const migration = "scripts/migrate.ts";

try {
  if (!file) throw new Refusal("Name the file to run: node scripts/run.mjs scripts/<name>.ts");
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exitCode = 1;
}

async function main() {
  const plan = planRun(readSettings(), process.env.NODE_ENV ?? "production");
  // A stand-in knows no database, and a part of a supervised run was told everything already.
  if (!plan.embedded || file.startsWith("sandbox/")) return execute({ ...plan.settings, SALDO_DATA_DIR: plan.dataDir });
  const running = findEmbedded(plan.dataDir);
  if (running) return execute(environmentWith(plan, running.port));
  return withDatabase(plan, async (port) => {
    const environment = environmentWith(plan, port);
    // A database that has just been made has no tables yet.
    const migrated = file === migration ? 0 : await execute(environment, migration);
    return migrated || execute(environment);
  });
}

async function withDatabase(plan, work) {
  const lock = takeLock(join(plan.dataDir, "start.lock"));
  if (lock.holder)
    throw new Refusal(
      `Process ${lock.holder.pid} is using ${plan.dataDir} and its database is not up yet. Try again in a moment.`,
    );
  let server;
  try {
    const secrets = embeddedSecrets(plan.dataDir);
    server = await startDatabase(plan, { secrets, port: await freePort(), onStarted: (started) => (server = started) });
    return await work(server.port);
  } finally {
    await server?.stop();
    lock.release();
  }
}

function environmentWith(plan, databasePort) {
  const environment = completeEnvironment(plan, {
    secrets: embeddedSecrets(plan.dataDir),
    databasePort,
    inboxPorts: { smtp: 4025, http: 4080 },
    sandbox: plan.sandbox ? { secrets: standInSecrets(plan.dataDir), ports: { stripe: 12_111, bank: 12_112 } } : null,
  });
  // Beside a running start mails and payments go where its own go.
  const record = readRunRecord(plan.dataDir);
  return {
    ...environment,
    ...(record?.smtp && { SMTP_URL: record.smtp, INBOX_URL: record.inbox }),
    ...(record?.stripe && { STRIPE_API_URL: record.stripe }),
  };
}

function execute(environment, script = file) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, typescript(script, ...(script === file ? args : [])), {
      stdio: "inherit",
      env: { ...environment, ...typescriptEnvironment },
    });
    // Ctrl-C reaches the whole terminal, the child included; what matters here is to outlive it and stop the database.
    for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(signal ? 1 : code));
  });
}
