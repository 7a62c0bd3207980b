import "server-only";
import { createHmac, randomInt, timingSafeEqual } from "node:crypto";
import { crc32 } from "node:zlib";
import { database } from "@/db";
import { actorText, type Context } from "@/lib/context";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { countAuthFailure } from "@/lib/metrics/refusals";
import { isKeyKnown, type KeyOnFile, keyOnFile } from "./key-on-file";
import { noteUse } from "./last-use";
import { isWithin } from "./networks";
import type { ApiScope } from "./permissions";
import { originOf, spendHere } from "./rate-limit";
import type { Workspace } from "./workspace";

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const shape = /^saldo_live_([0-9A-Za-z]{12})_([0-9A-Za-z]{32})_([0-9A-Za-z]{6})$/;

/** What is kept of a key: enough to find, to prove and to recognise it, and not to make it again. */
export type KeptKey = { lookup: string; secretHash: string; lastFour: string };
export type NewApiKey = KeptKey & { key: string };

export function makeApiKey(): NewApiKey {
  const lookup = randomText(12);
  const secret = randomText(32);
  const sum = checksum(lookup + secret);
  const key = `saldo_live_${lookup}_${secret}_${sum}`;
  return { key, lookup, secretHash: hashOf(secret), lastFour: sum.slice(-4) };
}

/** The lookup part of a well-formed key; junk and typing mistakes never reach the database. */
export function readApiKey(key: string): KeptKey | null {
  const [, lookup, secret, sum] = shape.exec(key) ?? [];
  if (!lookup || !secret || checksum(lookup + secret) !== sum) return null;
  return { lookup, secretHash: hashOf(secret), lastFour: sum.slice(-4) };
}

function randomText(length: number): string {
  return Array.from({ length }, () => base62[randomInt(62)]).join("");
}

function hashOf(secret: string): string {
  return createHmac("sha256", env().API_KEY_PEPPER).update(secret).digest("base64url");
}

function checksum(text: string): string {
  let rest = crc32(text);
  let sum = "";
  for (let i = 0; i < 6; i++) {
    sum = base62[rest % 62] + sum;
    rest = Math.floor(rest / 62);
  }
  return sum;
}

type Opened = { ctx: Context; workspace: Workspace; scopes: readonly string[] };

/**
 * Mints the Context of a program. What the database said of the key may be a moment old, so that a stream of requests
 * does not ask for each; the secret, the time, the network and the scope are looked at every time. A key that is nobody's
 * counts against the caller's address, any other against itself, whatever else is refused.
 */
export async function openApiKey(
  presented: string,
  scope: ApiScope,
  now: Date,
  requestId: string,
  address: string | null = null,
): Promise<Opened> {
  const key = await provenKey(presented, now, address);
  const actor = { kind: "apiKey", id: key.id } as const;
  spendHere("apiByKey", actorText(actor), now);
  if (key.networks && !isWithin(address, key.networks)) {
    throw new AppError("forbidden", "api_key_address", { values: { address: address ?? "?" } });
  }
  assertScope(key.scopes, scope);
  const { workspace, scopes } = key;
  const ctx: Context = { workspaceId: workspace.id, actor, now, db: database(), requestId };
  noteUse(ctx, key);
  return { ctx, workspace, scopes };
}

export function assertScope(held: readonly string[], scope: ApiScope): void {
  if (!held.includes(scope)) throw new AppError("forbidden", "api_scope_missing", { values: { scope } });
}

async function provenKey(presented: string, now: Date, address: string | null): Promise<KeyOnFile> {
  const patience = () => spendHere("apiRefusedByOrigin", address === null ? "" : originOf(address), now);
  const refuse = (why: Refused): AppError => {
    patience();
    return refused(why);
  };
  if (!presented) throw refuse("api_key_missing");
  const parts = readApiKey(presented);
  if (!parts) throw refuse("api_key_invalid");
  // Before the database is asked, and only then: a key that was seen to be one is not kept waiting by its neighbours.
  if (!isKeyKnown(parts.lookup)) patience();
  const key = await keyOnFile(parts.lookup);
  if (!key) throw refused("api_key_invalid");
  if (!sameHash(key.secretHash, parts.secretHash)) throw refuse("api_key_invalid");
  if (key.validUntil && key.validUntil <= now) throw refuse("api_key_expired");
  return key;
}

type Refused = "api_key_missing" | "api_key_invalid" | "api_key_expired";

function refused(why: Refused): AppError {
  if (why !== "api_key_missing") countAuthFailure("api_key");
  return new AppError("unauthenticated", why);
}

function sameHash(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
