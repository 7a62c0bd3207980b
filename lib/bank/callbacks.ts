import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { bankSettings } from "./client";

const callback = z.object({
  id: z.string().min(1).max(255),
  type: z.string().min(1).max(255),
  created_at: z.coerce.date(),
  data: z.looseObject({ virtual_account: z.looseObject({ id: z.string().min(1).max(255) }) }),
});
export type BankCallback = z.output<typeof callback>;

const toleranceS = 300;

/** What the bank tells, if its signature is right and fresh; null otherwise. While a secret is changed, both are tried. */
export function verifiedCallback(body: string, signature: string | null, now: Date): BankCallback | null {
  const { t, v1 } = partsOf(signature ?? "");
  const secrets = bankSettings()?.callbackSecrets ?? [];
  const isFresh = Math.abs(now.getTime() / 1_000 - Number(t)) <= toleranceS;
  if (!t || !v1 || !isFresh || !secrets.some((secret) => isSignedBy(secret, `${t}.${body}`, v1))) return null;
  return callback.parse(JSON.parse(body));
}

function partsOf(signature: string): { t?: string; v1?: string } {
  return Object.fromEntries(signature.split(",").map((part) => part.trim().split("=", 2)));
}

function isSignedBy(secret: string, text: string, hex: string): boolean {
  const expected = createHmac("sha256", secret).update(text).digest();
  const given = Buffer.from(hex, "hex");
  return given.length === expected.length && timingSafeEqual(given, expected);
}
