import "server-only";
import { hkdfSync } from "node:crypto";
import { env } from "@/lib/env";

/** Derived from the pepper and not from the session secret: signing people out must not break the chain. */
export function auditKey(): Buffer {
  return Buffer.from(hkdfSync("sha256", env().API_KEY_PEPPER, "saldo", "audit chain", 32));
}
