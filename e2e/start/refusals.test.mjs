import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findEmbedded } from "../../db/embedded/cluster.mjs";
import { identityOf } from "../../db/embedded/process-table.mjs";
import { clearDataDir, newDataDir, SaldoProcess } from "../../scripts/test/saldo-process.mjs";

let dataDir;

beforeEach(() => {
  dataDir = newDataDir();
});

afterEach(() => clearDataDir(dataDir));

const random = "kX4v9QmT2rB7nW1sYc8Zp5LdHf3JgA6e";
const external = {
  DATABASE_URL: "postgres://saldo@127.0.0.1:1/saldo",
  NEXTAUTH_SECRET: random,
  API_KEY_PEPPER: random,
  SMTP_URL: "smtp://127.0.0.1:25",
  STRIPE_SECRET_KEY: "sk_test_of_this_run",
  STRIPE_WEBHOOK_SECRET: "whsec_of_this_run",
};

const refused = [
  ["a port that is no number", { PORT: "web" }, "PORT"],
  ["a port out of range", { PORT: "70000" }, "PORT"],
  ["a host that is not this machine", { HOST: "203.0.113.7" }, "HOST"],
  ["a flag that is neither 0 nor 1", { SALDO_DEMO: "yes" }, "SALDO_DEMO"],
  ["a public address without TLS", { APP_URL: "http://billing.example.com" }, "APP_URL"],
  ["an address that is none", { APP_URL: "billing" }, "APP_URL"],
  ["the demo open to the network", { HOST: "0.0.0.0" }, "HOST"],
  ["a missing secret with a database of one's own", { ...external, NEXTAUTH_SECRET: "" }, "NEXTAUTH_SECRET"],
  ["a missing pepper with a database of one's own", { ...external, API_KEY_PEPPER: "" }, "API_KEY_PEPPER"],
  ["a weak secret", { ...external, NEXTAUTH_SECRET: "short" }, "NEXTAUTH_SECRET"],
  ["an example secret", { ...external, NEXTAUTH_SECRET: "change-me-change-me-change-me-change-me" }, "NEXTAUTH_SECRET"],
  ["a database address that is none", { ...external, DATABASE_URL: "localhost:5432" }, "DATABASE_URL"],
  ["a database nobody can reach", external, "DATABASE_URL"],
  [
    "a database for the sandbox nobody can reach",
    {
      ...external,
      STRIPE_SECRET_KEY: "",
      STRIPE_WEBHOOK_SECRET: "",
      STRIPE_SANDBOX_DATABASE_URL: "postgres://saldo_sandbox@127.0.0.1:1/saldo_sandbox",
    },
    "STRIPE_SANDBOX_DATABASE_URL",
  ],
  ["no account of Stripe with a database of one's own", { ...external, STRIPE_SECRET_KEY: "" }, "STRIPE_SECRET_KEY"],
  [
    "a key of Stripe without a secret for its events",
    { ...external, STRIPE_WEBHOOK_SECRET: "" },
    "STRIPE_WEBHOOK_SECRET",
  ],
  ["a key that is none of Stripe's", { STRIPE_SECRET_KEY: "pk_live_12345678" }, "STRIPE_SECRET_KEY"],
  [
    "a live key beside the sandbox",
    { STRIPE_SECRET_KEY: "sk_live_12345678", STRIPE_SANDBOX_DATABASE_URL: "postgres://x@127.0.0.1:1/x" },
    "STRIPE_SANDBOX_DATABASE_URL",
  ],
  [
    "a live key for a stand-in",
    {
      STRIPE_SECRET_KEY: "sk_live_12345678",
      STRIPE_WEBHOOK_SECRET: "whsec_12345678",
      STRIPE_API_URL: "http://127.0.0.1:1",
    },
    "STRIPE_SECRET_KEY",
  ],
  [
    "a stand-in for Stripe that is not on this machine",
    {
      STRIPE_SECRET_KEY: "sk_test_12345678",
      STRIPE_WEBHOOK_SECRET: "whsec_12345678",
      STRIPE_API_URL: "http://203.0.113.7:12111",
    },
    "STRIPE_API_URL",
  ],
  [
    "play money for everybody who reaches a public address",
    { APP_URL: "https://billing.example.com", SMTP_URL: "smtp://127.0.0.1:25" },
    "STRIPE_SECRET_KEY",
  ],
  ["a mail server address that is none", { SMTP_URL: "mail.example.com" }, "SMTP_URL"],
];

test.for(refused)("%s is refused by name and nothing is started", async ([, settings, name]) => {
  const saldo = await SaldoProcess.start({ dataDir, ...settings });
  expect(await saldo.ended).toBe(1);
  expect(saldo.output).toMatch(new RegExp(`^${name} .*\\.`, "m"));
  expect(saldo.output).not.toMatch(/^\s+at /m);
  expect(findEmbedded(dataDir)).toBeNull();
  expect(existsSync(saldo.demoFile)).toBe(false);
});

test("a port that is taken is one sentence naming PORT and a way out", async () => {
  const other = createServer();
  await new Promise((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address();
  const saldo = await SaldoProcess.start({ dataDir, PORT: String(port) });
  expect(await saldo.ended).toBe(1);
  expect(saldo.output.trim()).toBe(
    `PORT ${port} is already in use on 127.0.0.1. Stop the program that listens there, or choose another port, for example: PORT=${port + 1} npm start`,
  );
  expect(findEmbedded(dataDir)).toBeNull();
  other.close();
});

test("a lock whose process is gone, or whose number belongs to another process now, holds nobody up", async () => {
  const ended = spawn(process.execPath, ["--version"], { stdio: "ignore" });
  const identity = identityOf(ended.pid);
  await new Promise((resolve) => ended.once("close", resolve));
  for (const holder of [
    { pid: ended.pid, identity },
    { pid: process.pid, identity: "another boot:1" },
  ]) {
    writeFileSync(join(dataDir, "start.lock"), JSON.stringify(holder));
    const saldo = await SaldoProcess.start({ dataDir, SALDO_DEMO: "yes" });
    expect(await saldo.ended).toBe(1);
    expect(saldo.output).toContain("SALDO_DEMO must be 0 or 1");
    expect(saldo.output).not.toContain("already runs");
  }
});

test("secrets that are lost beside a database are asked for, never made anew", async () => {
  writeFileSync(join(dataDir, "postgres-place.json"), JSON.stringify({ folder: dataDir }));
  const saldo = await SaldoProcess.start({ dataDir });
  expect(await saldo.ended).toBe(1);
  expect(saldo.output).toContain(`${join(dataDir, "secrets.json")} is missing`);
});
