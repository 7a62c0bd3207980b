import "server-only";
import { env } from "@/lib/env";

/** The people of the demo, as the seed makes them. */
export const demoAccounts = [
  { email: "owner@kianda.example", role: "owner" },
  { email: "admin@kianda.example", role: "admin" },
  { email: "finance@kianda.example", role: "finance" },
  { email: "dev@kianda.example", role: "developer" },
  { email: "viewer@kianda.example", role: "viewer" },
  { email: "operator@saldo.example", role: "operator" },
] as const;

export const demoPassword = "saldo-demo";

export function demoRuns(): boolean {
  return env().SALDO_DEMO === "1";
}
