import { rmSync } from "node:fs";
import { join } from "node:path";
import { readJson, writeJson } from "./atomic-json.mjs";

/** Addresses, accounts and secrets of a demo run, for the person at the keyboard and for tests. */
export function writeDemoFile(plan, { environment, adminUrl, bankUrl, pids }) {
  const seed = readJson(join(plan.dataDir, "seed.json"));
  const demo = {
    url: plan.url,
    workspace: seed?.workspace ?? "kianda",
    api_key: seed?.api_key ?? null,
    accounts: seed?.accounts ?? [],
    database_url: environment.DATABASE_URL,
    database_admin_url: adminUrl ?? null,
    ...(plan.inbox && { inbox: { url: environment.INBOX_URL, smtp: environment.SMTP_URL } }),
    ...(plan.sandbox && {
      stripe: {
        url: environment.STRIPE_API_URL,
        secret_key: environment.STRIPE_SECRET_KEY,
        webhook_secret: environment.STRIPE_WEBHOOK_SECRET,
        console: `${environment.STRIPE_API_URL}/_sandbox`,
      },
      bank: {
        url: bankUrl,
        key: environment.BANK_SANDBOX_KEY,
        callback_secret: environment.BANK_SANDBOX_CALLBACK_SECRET,
      },
    }),
    metrics_token: environment.METRICS_TOKEN ?? null,
    pids,
  };
  writeJson(demoFile(plan), demo);
  return demo;
}

/** Whoever finds the file may rely on everything in it answering. */
export function removeDemoFile(plan) {
  rmSync(demoFile(plan), { force: true });
}

function demoFile(plan) {
  return join(plan.dataDir, "demo.json");
}
