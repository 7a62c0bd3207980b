import { createHmac } from "node:crypto";
import type { Trouble } from "./trouble";

/** `t=<second>,v1=<HMAC-SHA256 of second.body>`: the signature of a delivery as Stripe makes it; two while an old secret is still good. */
export function signatureHeader(body: string, secrets: readonly string[], at: number): string {
  const signatures = secrets.map(
    (secret) => `v1=${createHmac("sha256", secret).update(`${at}.${body}`).digest("hex")}`,
  );
  return [`t=${at}`, ...signatures].join(",");
}

/** The signature as it goes out at a moment, with what was made to go wrong with it. */
export function signatureAt(at: Date, body: string, secrets: readonly string[], trouble: Trouble): string {
  const second = Math.floor(at.getTime() / 1000) - (trouble.oldTimestamp ? 3_600 : 0);
  return signatureHeader(body, trouble.badSignature ? ["of somebody else"] : secrets, second);
}
