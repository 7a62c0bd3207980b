import { createHmac } from "node:crypto";

/** `t=<second>,v1=<HMAC-SHA256 of second.body>`: the signature of a delivery as Stripe makes it; two while an old secret is still good. */
export function signatureHeader(body: string, secrets: readonly string[], at: number): string {
  const signatures = secrets.map(
    (secret) => `v1=${createHmac("sha256", secret).update(`${at}.${body}`).digest("hex")}`,
  );
  return [`t=${at}`, ...signatures].join(",");
}
