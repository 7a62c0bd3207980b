import { expect, test } from "vitest";
import { completeEnvironment } from "./environment.mjs";
import { planRun } from "./settings.mjs";

const secrets = {
  stripe: { key: "sk_test_sandbox_1", webhook: "whsec_1" },
  bank: { key: "bank_test_1", callback: "c" },
};
const given = { secrets: null, databasePort: 1, inboxPorts: { smtp: 2, http: 3 } };

function environmentIn(mode: string, settings = {}): Record<string, string | undefined> {
  const external = { DATABASE_URL: "postgres://x@127.0.0.1:1/x", STRIPE_SANDBOX_DATABASE_URL: "postgres://s@h:1/s" };
  const plan = planRun({ ...external, ...settings }, mode);
  return completeEnvironment(plan, { ...given, sandbox: { secrets, ports: { stripe: 4, bank: 5 } } });
}

const judgeIn = (mode: string, settings = {}) => environmentIn(mode, settings).STRIPE_SANDBOX_JUDGE;

test("the sandbox is held to Stripe's contract while one develops, and not in a demo unless somebody asks for it", () => {
  expect(judgeIn("development")).toBe("1");
  expect(judgeIn("production")).toBe("0");
  expect(judgeIn("production", { STRIPE_SANDBOX_JUDGE: "1" })).toBe("1");
});

test("the product is told where the bank beside it answers, unless somebody named another", () => {
  const beside = { BANK_API_URL: "http://127.0.0.1:5", BANK_API_KEY: "bank_test_1", BANK_CALLBACK_SECRET: "c" };
  expect(environmentIn("production")).toMatchObject(beside);
  const own = { BANK_API_URL: "https://api.bank.example", BANK_API_KEY: "own", BANK_CALLBACK_SECRET: "s" };
  expect(environmentIn("production", own)).toMatchObject(own);
});
