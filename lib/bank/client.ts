import "server-only";
import { z } from "zod";
import { env } from "@/lib/env";

export type BankSettings = { url: string; key: string; callbackSecrets: readonly string[] };

/** The bank this installation has an account with; null where nobody sells by transfer. */
export function bankSettings(): BankSettings | null {
  const { BANK_API_URL: url, BANK_API_KEY: key, BANK_CALLBACK_SECRET: secret } = env();
  if (!url || !key || !secret) return null;
  return { url, key, callbackSecrets: secret.split(",").map((one) => one.trim()) };
}

/** The bank answered, and did not do it. */
export class BankRefusal extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const timeoutMs = 15_000;
const refusal = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** One request to the bank's API. An answer that is none of its own, such as a proxy's page, is a failure like silence. */
export async function askBank<S extends z.ZodType>(
  shape: S,
  method: "GET" | "POST",
  path: string,
  body?: object,
): Promise<z.output<S>> {
  const bank = bankSettings();
  if (!bank) throw new Error("No bank is set up: BANK_API_URL, BANK_API_KEY and BANK_CALLBACK_SECRET name one.");
  const answer = await fetch(new URL(path, bank.url), {
    method,
    headers: { authorization: `Bearer ${bank.key}`, ...(body && { "content-type": "application/json" }) },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(timeoutMs),
    redirect: "error",
  });
  const told: unknown = await answer.json();
  if (answer.ok) return shape.parse(told);
  const { error } = refusal.parse(told);
  throw new BankRefusal(answer.status, error.code, error.message);
}
