import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { dataDirOf, root } from "./paths.mjs";
import { Refusal } from "./refusal.mjs";
import { isPlayMoney } from "./stand-ins.mjs";

/** The environment, completed from .env. What is set empty counts as not set, whatever .env says. */
export function readSettings() {
  const file = join(root, ".env");
  const written = existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
  return Object.fromEntries(Object.entries({ ...written, ...process.env }).filter(([, value]) => value !== ""));
}

/** What this run consists of, decided from the settings alone. */
export function planRun(settings, mode) {
  const embedded = !settings.DATABASE_URL;
  const port = portOf(settings.PORT ?? "3000", "PORT");
  return {
    mode,
    settings,
    embedded,
    inbox: !settings.SMTP_URL,
    sandbox: needsSandbox(settings),
    demo: (settings.SALDO_DEMO ?? (embedded ? "1" : "0")) === "1",
    port,
    host: settings.HOST ?? "127.0.0.1",
    url: settings.APP_URL ?? `http://localhost:${port}`,
    dataDir: dataDirOf(settings),
  };
}

/** The stand-ins for money run where no account of Stripe is named and there is a database for them. */
function needsSandbox({ STRIPE_SECRET_KEY: key, STRIPE_SANDBOX_DATABASE_URL: own, DATABASE_URL: external }) {
  if (isPlayMoney(key)) return Boolean(own) || !external;
  if (!own) return false;
  throw new Refusal(
    "STRIPE_SANDBOX_DATABASE_URL asks for the sandbox, and STRIPE_SECRET_KEY is a key of Stripe. Set one of them.",
  );
}

export function portOf(text, name) {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new Refusal(
    `${name} is "${text}", which is no port. Give a whole number from 1 to 65535, for example ${name}=3000.`,
  );
}
