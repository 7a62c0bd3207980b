import { databaseUrls, sandboxUrl } from "../../db/embedded/databases.mjs";

/** Everything a process of this run may be told. Each part is handed only what it needs (see `forWeb` and the others). */
export function completeEnvironment(plan, { secrets, databasePort, inboxPorts, sandbox }) {
  const { settings } = plan;
  const database = plan.embedded
    ? databaseUrls({ port: databasePort, passwords: secrets.postgres, adminPassword: secrets.postgres.admin })
    : null;
  return {
    ...(secrets && {
      NEXTAUTH_SECRET: secrets.NEXTAUTH_SECRET,
      API_KEY_PEPPER: secrets.API_KEY_PEPPER,
      METRICS_TOKEN: secrets.METRICS_TOKEN,
    }),
    ...settings,
    ...(database && {
      DATABASE_URL: database.app,
      DATABASE_MIGRATOR_URL: database.migrator,
      DATABASE_WORKER_URL: database.worker,
    }),
    ...(plan.inbox && {
      SMTP_URL: `smtp://127.0.0.1:${inboxPorts.smtp}`,
      INBOX_URL: `http://127.0.0.1:${inboxPorts.http}`,
      INBOX_SMTP_PORT: String(inboxPorts.smtp),
      INBOX_HTTP_PORT: String(inboxPorts.http),
    }),
    ...(plan.sandbox && sandboxSettings(plan, sandbox, databasePort)),
    NODE_ENV: plan.mode,
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(plan.port),
    HOST: plan.host,
    APP_URL: plan.url,
    NEXTAUTH_URL: plan.url,
    SALDO_DATA_DIR: plan.dataDir,
    SALDO_DEMO: settings.SALDO_DEMO ?? (plan.demo ? "1" : "0"),
  };
}

/** The product's side of the sandbox and the sandbox's own, side by side; `forWeb` and `stripePart` part them again. */
function sandboxSettings({ settings, url, mode }, { secrets, ports }, databasePort) {
  const key = settings.STRIPE_SECRET_KEY ?? secrets.stripe.key;
  const webhook = settings.STRIPE_WEBHOOK_SECRET ?? secrets.stripe.webhook;
  const database =
    settings.STRIPE_SANDBOX_DATABASE_URL ?? sandboxUrl({ port: databasePort, password: secrets.database });
  return {
    STRIPE_SECRET_KEY: key,
    STRIPE_WEBHOOK_SECRET: webhook,
    STRIPE_API_URL: `http://127.0.0.1:${ports.stripe}`,
    STRIPE_SANDBOX_DATABASE_URL: database,
    STRIPE_SANDBOX_IN_PRODUCTION: "1",
    STRIPE_SANDBOX_JUDGE: settings.STRIPE_SANDBOX_JUDGE ?? (mode === "development" ? "1" : "0"),
    STRIPE_SANDBOX_PORT: String(ports.stripe),
    STRIPE_SANDBOX_PUBLIC_URL: `${url}/sandbox`,
    STRIPE_SANDBOX_WEBHOOK_URL: `${url}/webhooks/stripe`,
    STRIPE_SANDBOX_WEBHOOK_SECRET: webhook,
    ...(!settings.BANK_API_URL && {
      BANK_API_URL: `http://127.0.0.1:${ports.bank}`,
      BANK_API_KEY: secrets.bank.key,
      BANK_CALLBACK_SECRET: secrets.bank.callback,
    }),
    BANK_SANDBOX_DATABASE_URL: database,
    BANK_SANDBOX_IN_PRODUCTION: "1",
    BANK_SANDBOX_PORT: String(ports.bank),
    BANK_SANDBOX_KEY: secrets.bank.key,
    BANK_SANDBOX_CALLBACK_URL: `${url}/webhooks/bank`,
    BANK_SANDBOX_CALLBACK_SECRET: secrets.bank.callback,
  };
}

/** The web process serves strangers: it gets the application's account and neither of the stronger ones. */
export function forWeb(environment) {
  const { DATABASE_MIGRATOR_URL, DATABASE_WORKER_URL, ...rest } = withoutSandboxes(environment);
  return { ...rest, HOSTNAME: environment.HOST };
}

export function forWorker(environment) {
  const { DATABASE_MIGRATOR_URL, ...rest } = withoutSandboxes(environment);
  return rest;
}

function withoutSandboxes(environment) {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(STRIPE|BANK)_SANDBOX_/.test(name)));
}

/** A stand-in for the outside world knows nothing of the product, least of all its secrets. */
export function forInbox(environment) {
  const told = [
    "PATH",
    "HOME",
    "TMPDIR",
    "NODE_ENV",
    "SMTP_URL",
    "INBOX_URL",
    "INBOX_SMTP_PORT",
    "INBOX_HTTP_PORT",
    "SALDO_DATA_DIR",
  ];
  return Object.fromEntries(told.filter((name) => environment[name]).map((name) => [name, environment[name]]));
}
