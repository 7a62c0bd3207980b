import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { inject } from "vitest";
import { createDatabase, databaseUrls } from "../embedded/databases.mjs";

// Every test file works on a database of its own, so no file can see what another one wrote.
const server = inject("databaseServer");
const name = `test_${randomBytes(6).toString("hex")}`;
await createDatabase({ adminUrl: server.adminUrl, name, template: server.template });
const urls = databaseUrls({
  port: server.port,
  name,
  passwords: server.passwords,
  adminPassword: server.adminPassword,
});

Object.assign(process.env, {
  NODE_ENV: "test",
  DATABASE_URL: urls.app,
  DATABASE_MIGRATOR_URL: urls.migrator,
  DATABASE_WORKER_URL: urls.worker,
  DATABASE_ADMIN_URL: urls.admin,
  APP_URL: "http://localhost:3000",
  NEXTAUTH_URL: "http://localhost:3000",
  SMTP_URL: "smtp://127.0.0.1:9",
  STRIPE_SECRET_KEY: "sk_test_of_this_run",
  STRIPE_WEBHOOK_SECRET: "whsec_of_this_run",
  NEXTAUTH_SECRET: randomBytes(36).toString("base64url"),
  API_KEY_PEPPER: randomBytes(36).toString("base64url"),
  METRICS_TOKEN: randomBytes(18).toString("base64url"),
  SALDO_DATA_DIR: tmpdir(),
  SALDO_DEMO: "0",
});
