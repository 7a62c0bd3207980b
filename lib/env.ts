import "server-only";
import { z } from "zod";

const url = (protocols: string[], example: string) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `must be an address like ${example}`,
    );

const postgresUrl = url(["postgres:", "postgresql:"], "postgres://user:password@host:5432/saldo");
const flag = z.enum(["0", "1"], { error: "must be 0 or 1" });
const secret = (bytes: number) =>
  z
    .string()
    .refine((text) => Buffer.byteLength(text) >= bytes, `must have at least ${bytes} characters of randomness`)
    .refine((text) => new Set(text).size >= 10, "looks like an example value; make a random one")
    .refine((text) => !/change.?me|example|secret/i.test(text), "looks like an example value; make a random one");

const settings = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  PORT: z.coerce.number({ error: "must be a port number" }).int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  APP_URL: url(["http:", "https:"], "https://billing.your-company.com"),
  DATABASE_URL: postgresUrl,
  DATABASE_MIGRATOR_URL: postgresUrl.optional(),
  DATABASE_WORKER_URL: postgresUrl.optional(),
  SMTP_URL: url(["smtp:", "smtps:"], "smtps://user:password@mail.your-company.com"),
  INBOX_URL: url(["http:"], "http://127.0.0.1:4025").optional(),
  STRIPE_SECRET_KEY: z.string().regex(/^(sk|rk)_(test|live)_\w{8,}$/, "must be a secret key of Stripe, like sk_live_…"),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(
      /^whsec_\w{8,}(,\s*whsec_\w{8,})?$/,
      "must be the signing secret of a webhook endpoint, like whsec_…; two with a comma between them while it is changed",
    ),
  /** Where the stand-in for Stripe answers; nothing when Stripe itself does. */
  STRIPE_API_URL: url(["http:"], "http://127.0.0.1:12111").optional(),
  BANK_API_URL: url(["http:", "https:"], "https://api.your-bank.com").optional(),
  BANK_API_KEY: z.string().min(8, "must be the key of the bank's API").optional(),
  BANK_CALLBACK_SECRET: z.string().min(8, "must be what the bank signs its callbacks with").optional(),
  MAIL_FROM: z
    .string()
    .regex(/@/, "must hold an address, like Saldo <billing@your-company.com>")
    .default("Saldo <no-reply@saldo.example>"),
  NEXTAUTH_SECRET: secret(32),
  API_KEY_PEPPER: secret(32),
  METRICS_TOKEN: z.string().min(16, "must have at least 16 characters").optional(),
  SALDO_DATA_DIR: z.string().min(1).default(".data"),
  SALDO_DEMO: flag.default("0"),
  /** An operator who gives or takes more than this in a day needs a second one to agree. */
  OPERATOR_LIMIT_CREDITS: z.coerce.number({ error: "must be a whole number of credits" }).int().min(0).default(100_000),
  /** 1 when a proxy of yours stands in front and adds the caller's address to X-Forwarded-For. */
  TRUSTED_PROXY: flag.default("0"),
});

export type Env = z.infer<typeof settings>;

let parsed: Env | undefined;

/** The settings, read once per process. */
export function env(): Env {
  parsed ??= settings.parse(present(process.env));
  return parsed;
}

/** An empty setting is one that is not there: compose files and shells hand over empty strings. */
function present(source: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(source).filter((entry): entry is [string, string] => Boolean(entry[1])));
}

/** One sentence per thing that is wrong, each naming the setting; an empty list means that Saldo may start. */
export function checkSettings(source: NodeJS.ProcessEnv): string[] {
  const result = settings.safeParse(present(source));
  if (!result.success) {
    const told = new Map<string, string>();
    for (const issue of result.error.issues) {
      const name = String(issue.path[0]);
      if (told.has(name)) continue;
      told.set(
        name,
        source[name] ? `${name} ${issue.message}. ${remedy(name)}` : `${name} is not set. ${remedy(name)}`,
      );
    }
    return [...told.values()];
  }
  return contradictions(result.data);
}

function contradictions(found: Env): string[] {
  const problems: string[] = [];
  const loopback = isLoopback(new URL(found.APP_URL).hostname);
  if (found.NODE_ENV === "production" && found.APP_URL.startsWith("http:") && !loopback) {
    problems.push(
      "APP_URL must start with https:// unless it names this machine. Put Saldo behind TLS and give its public address.",
    );
  }
  const open = !isLoopback(found.HOST);
  if (open && found.SALDO_DEMO === "1") {
    problems.push("HOST must stay 127.0.0.1 as long as the demo accounts exist. Set SALDO_DEMO=0 or leave HOST alone.");
  }
  if (found.INBOX_URL && !loopback) {
    problems.push(
      "SMTP_URL must be set when APP_URL is a public address: the inbox stand-in would show everybody's sign-in links to anybody.",
    );
  }
  if (open && found.INBOX_URL) {
    problems.push(
      "HOST must stay 127.0.0.1 as long as the inbox stand-in runs. Set SMTP_URL to your mail server or leave HOST alone.",
    );
  }
  return [...problems, ...aboutPlayMoney(found, open || !loopback), ...aboutTheBank(found, open || !loopback)];
}

function aboutTheBank(
  { BANK_API_URL: at, BANK_API_KEY: key, BANK_CALLBACK_SECRET: callback }: Env,
  isPublic: boolean,
): string[] {
  const given = { BANK_API_URL: at, BANK_API_KEY: key, BANK_CALLBACK_SECRET: callback };
  const [missing] = Object.entries(given).flatMap(([name, value]) => (value ? [] : [name]));
  if (!at && !key && !callback) return [];
  if (missing)
    return [
      `${missing} is not set, and the bank needs all three: BANK_API_URL, BANK_API_KEY and BANK_CALLBACK_SECRET. Give it, or take the other two away to sell without transfers.`,
    ];
  if (at?.startsWith("http:") && !isLoopback(new URL(at).hostname))
    return ["BANK_API_URL must start with https:// unless it names this machine. Give the bank's own address."];
  return isPublic && key?.startsWith("bank_test_")
    ? [
        "BANK_API_KEY is a key for play money, and HOST or APP_URL names more than this machine. Give the bank's own key, or take the three settings of the bank away.",
      ]
    : [];
}

/** Play money beside real money, or in reach of strangers, is credits for nothing. */
function aboutPlayMoney({ STRIPE_API_URL: sandbox, STRIPE_SECRET_KEY: key }: Env, isPublic: boolean): string[] {
  if (!sandbox) {
    return key.startsWith("sk_test_sandbox_")
      ? [
          "STRIPE_SECRET_KEY is a key of the sandbox, and no sandbox runs. Give the key of your Stripe account, or name a database for the sandbox in STRIPE_SANDBOX_DATABASE_URL.",
        ]
      : [];
  }
  if (!isLoopback(new URL(sandbox).hostname)) {
    return [
      "STRIPE_API_URL must name this machine: only the sandbox beside Saldo stands in for Stripe. Leave it unset to use Stripe itself.",
    ];
  }
  if (key.includes("_live_")) {
    return [
      "STRIPE_SECRET_KEY is a live key, and STRIPE_API_URL names a stand-in. Take STRIPE_API_URL away to use Stripe itself.",
    ];
  }
  return isPublic
    ? [
        "STRIPE_SECRET_KEY must be set when HOST or APP_URL names more than this machine: the sandbox would give everybody credits for play money.",
      ]
    : [];
}

export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function remedy(name: string): string {
  if (name === "NEXTAUTH_SECRET" || name === "API_KEY_PEPPER") return "Make one with: openssl rand -base64 48";
  if (name === "SMTP_URL")
    return "Give the address of your mail server, or leave DATABASE_URL unset to run with the inbox stand-in.";
  if (name === "STRIPE_SECRET_KEY")
    return "Give the key of your Stripe account, or name a database for the sandbox in STRIPE_SANDBOX_DATABASE_URL to sell for play money.";
  if (name === "STRIPE_WEBHOOK_SECRET")
    return "Make an endpoint for /webhooks/stripe in the dashboard of Stripe and give its signing secret.";
  if (name === "DATABASE_URL") return "Leave it unset to run the embedded Postgres, or give the address of yours.";
  return "See .env.example.";
}
