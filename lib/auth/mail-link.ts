import "server-only";
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";

/**
 * A mailed link carries the id of its row and an HMAC over purpose and id. The secret exists in the mail only: neither
 * the table nor a waiting job holds anything that opens a door. `purpose` keeps a link for one thing from doing another.
 */
export function mailLinkUrl(path: string, id: string, purpose: string): string {
  const url = new URL(path, env().APP_URL);
  url.searchParams.set("token", `${id}.${signature(id, purpose).toString("base64url")}`);
  return url.href;
}

/** The id, when the link was made by this installation for this purpose. */
export function readMailLink(token: string, purpose: string): string | null {
  const id = claimedId(token);
  if (!id) return null;
  const given = Buffer.from(token.slice(id.length + 1), "base64url");
  const expected = signature(id, purpose);
  return given.length === expected.length && timingSafeEqual(given, expected) ? id : null;
}

/** What a link says of itself, before anything is proven: good for finding the row the purpose depends on. */
export function claimedId(token: string): string | null {
  return /^([a-z]+_[0-9a-z]+)\.[\w-]{43}$/.exec(token)?.[1] ?? null;
}

function signature(id: string, purpose: string): Buffer {
  return createHmac("sha256", key()).update(`${purpose}:${id}`).digest();
}

function key(): Buffer {
  return Buffer.from(hkdfSync("sha256", env().NEXTAUTH_SECRET, "", "saldo mail link", 32));
}
