import { existsSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startEmbedded } from "../../db/embedded/cluster.mjs";
import {
  createDatabase,
  databaseUrls,
  prepareRoles,
  prepareSandbox,
  sandboxUrl,
} from "../../db/embedded/databases.mjs";
import { readRunRecord } from "../../scripts/supervisor/run-record.mjs";
import { clearDataDir, newDataDir, SaldoProcess } from "../../scripts/test/saldo-process.mjs";

const password = "of-another-server";
const passwords = { migrator: password, app: password, worker: password };
let serverDir;
let dataDir;
let server;

beforeEach(async () => {
  serverDir = newDataDir();
  dataDir = newDataDir();
  server = await startEmbedded({ dataDir: serverDir, adminPassword: password });
  await prepareRoles({ adminUrl: server.adminUrl, passwords });
  await createDatabase({ adminUrl: server.adminUrl });
});

afterEach(async () => {
  await clearDataDir(serverDir);
  await clearDataDir(dataDir);
});

test("with DATABASE_URL, SMTP_URL and STRIPE_SECRET_KEY no stand-in is started and no demo is written", async () => {
  const saldo = await SaldoProcess.start(productionSettings());
  await expect.poll(() => saldo.output, { timeout: 30_000 }).toContain("Saldo answers at");
  expect(Object.keys(readRunRecord(dataDir).processes).sort()).toEqual(["web", "worker"]);
  expect(existsSync(saldo.demoFile)).toBe(false);
  expect(await saldo.stop()).toBe(0);
});

test("the sandbox runs beside a database of one's own when it is given one too", async () => {
  await prepareSandbox({ adminUrl: server.adminUrl, password });
  const saldo = await SaldoProcess.start({
    ...productionSettings(),
    STRIPE_SECRET_KEY: "",
    STRIPE_WEBHOOK_SECRET: "",
    STRIPE_SANDBOX_DATABASE_URL: sandboxUrl({ port: server.port, password }),
  });
  await expect.poll(() => saldo.output, { timeout: 30_000 }).toContain("Saldo answers at");
  expect(saldo.output).toContain("No real money moves");
  expect(Object.keys(readRunRecord(dataDir).processes).sort()).toEqual(["bank", "stripe", "web", "worker"]);
  expect(await saldo.stop()).toBe(0);
});

test("a database that may lose what it has acknowledged is refused, by the name of its setting", async () => {
  await server.stop();
  server = await startEmbedded({ dataDir: serverDir, adminPassword: password, durable: false });
  const saldo = await SaldoProcess.start(productionSettings());
  expect(await saldo.ended).toBe(1);
  expect(saldo.output).toContain("The database runs with fsync=off");
  expect(saldo.output).not.toContain("Saldo answers at");
});

function productionSettings() {
  const urls = databaseUrls({ port: server.port, passwords, adminPassword: password });
  const random = "kX4v9QmT2rB7nW1sYc8Zp5LdHf3JgA6e";
  return {
    dataDir,
    DATABASE_URL: urls.app,
    DATABASE_MIGRATOR_URL: urls.migrator,
    DATABASE_WORKER_URL: urls.worker,
    SMTP_URL: "smtp://127.0.0.1:25",
    STRIPE_SECRET_KEY: "sk_test_of_this_run",
    STRIPE_WEBHOOK_SECRET: "whsec_of_this_run",
    NEXTAUTH_SECRET: random,
    API_KEY_PEPPER: random,
  };
}
