import { describe, expect, it } from "vitest";
import { checkSettings } from "./env";

const good = {
  NODE_ENV: "production",
  APP_URL: "https://billing.kianda.example.org",
  DATABASE_URL: "postgres://saldo:pw@db:5432/saldo",
  SMTP_URL: "smtps://user:pw@mail:465",
  STRIPE_SECRET_KEY: "sk_live_4eC39HqLyjWDarjtT1zdp7dc",
  STRIPE_WEBHOOK_SECRET: "whsec_4eC39HqLyjWDarjtT1zdp7dc",
  NEXTAUTH_SECRET: "kq8Zr2Vn5Wc7Yd1Xe4Tf6Ug9Sh3Rj0Pm",
  API_KEY_PEPPER: "Bv3Nc6Mx9Lz2Kq5Jw8He1Gr4Ft7Dy0Su",
} as const;

const problemsWith = (change: Record<string, string | undefined>) => checkSettings({ ...good, ...change });

describe("settings", () => {
  it("that are complete are accepted", () => {
    expect(problemsWith({})).toEqual([]);
  });

  it.each([
    ["NEXTAUTH_SECRET", undefined],
    ["NEXTAUTH_SECRET", "too short"],
    ["NEXTAUTH_SECRET", "change-me-change-me-change-me-change-me"],
    ["API_KEY_PEPPER", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"],
    ["DATABASE_URL", "mysql://db/saldo"],
    ["SMTP_URL", undefined],
    ["SMTP_URL", "mail.example.org"],
    ["PORT", "eighty"],
    ["SALDO_DEMO", "yes"],
    ["STRIPE_SECRET_KEY", undefined],
    ["STRIPE_SECRET_KEY", "pk_live_4eC39HqLyjWDarjtT1zdp7dc"],
    ["STRIPE_SECRET_KEY", "sk_test_sandbox_4eC39HqLyjWD"],
    ["STRIPE_WEBHOOK_SECRET", undefined],
    ["STRIPE_WEBHOOK_SECRET", "secret"],
    ["MAIL_FROM", "Saldo"],
    ["METRICS_TOKEN", "short"],
    ["APP_URL", "http://billing.kianda.example.org"],
  ])("with %s = %s are refused in one sentence that names it", (name, value) => {
    const problems = problemsWith({ [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} .+\\.`));
  });

  it("keep play money away from real money and from strangers", () => {
    const sandbox = { STRIPE_API_URL: "http://127.0.0.1:12111", STRIPE_SECRET_KEY: "sk_test_sandbox_12345678" };
    const here = { ...sandbox, APP_URL: "http://localhost:3000" };
    expect(problemsWith(here)).toEqual([]);
    expect(problemsWith({ ...here, HOST: "0.0.0.0" })[0]).toMatch(/^STRIPE_SECRET_KEY must be set/);
    expect(problemsWith(sandbox)[0]).toMatch(/^STRIPE_SECRET_KEY must be set/);
    expect(problemsWith({ ...here, STRIPE_SECRET_KEY: "rk_live_12345678" })[0]).toMatch(
      /^STRIPE_SECRET_KEY is a live key/,
    );
    expect(problemsWith({ ...here, STRIPE_API_URL: "http://10.0.0.1:12111" })[0]).toMatch(
      /^STRIPE_API_URL must name this/,
    );
  });

  it("take a bank whole or not at all, and none for play money in reach of strangers", () => {
    const bank = {
      BANK_API_URL: "https://api.bank.example",
      BANK_API_KEY: "k4Zr2Vn5Wc7Y",
      BANK_CALLBACK_SECRET: "s9Fh3Kd8Lq1M",
    };
    expect(problemsWith(bank)).toEqual([]);
    expect(problemsWith({ ...bank, BANK_API_KEY: undefined })[0]).toMatch(/^BANK_API_KEY is not set/);
    expect(problemsWith({ ...bank, BANK_API_URL: "http://api.bank.example" })[0]).toMatch(/^BANK_API_URL must start/);
    expect(problemsWith({ ...bank, BANK_API_KEY: "bank_test_12345678" })[0]).toMatch(/^BANK_API_KEY is a key for play/);
  });

  it("keep demo accounts and the inbox stand-in on this machine", () => {
    const local = { APP_URL: "http://localhost:3000", HOST: "0.0.0.0" };
    expect(problemsWith({ ...local, SALDO_DEMO: "1" })[0]).toMatch(/^HOST must stay 127\.0\.0\.1/);
    expect(problemsWith({ ...local, INBOX_URL: "http://127.0.0.1:4025" })[0]).toMatch(/^HOST must stay 127\.0\.0\.1/);
    expect(problemsWith({ INBOX_URL: "http://127.0.0.1:4025" })[0]).toMatch(/^SMTP_URL must be set/);
  });
});
