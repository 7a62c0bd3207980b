import "server-only";
import { sql } from "drizzle-orm";
import { connection } from "@/db";
import type { WorkspaceId } from "@/lib/context";
import { type Network, parseNetwork } from "./networks";
import type { Workspace } from "./workspace";

/** What is kept of a key under one of its lookups, the current one or the one before the last rotation. */
export type KeyOnFile = {
  id: string;
  workspace: Workspace;
  scopes: readonly string[];
  /** Null is anywhere. */
  networks: readonly Network[] | null;
  secretHash: string;
  validUntil: Date | null;
  lastUsedAt: Date | null;
  isPrevious: boolean;
};

/** What was revoked, changed or ended elsewhere holds here within a second. */
const freshMs = 800;
const most = 5_000;

type Entry = { askedAt: number; answer: Promise<KeyOnFile | null> };

const holder = globalThis as typeof globalThis & { saldoKeys?: Map<string, Entry> };

function entries(): Map<string, Entry> {
  holder.saldoKeys ??= new Map();
  return holder.saldoKeys;
}

/**
 * Asked of the database at most once in a while per lookup and process; who comes meanwhile waits for the same answer.
 * Its age counts from the question, not from the answer, and that there is no such key is remembered for nobody.
 */
export async function keyOnFile(lookup: string): Promise<KeyOnFile | null> {
  const asked = entries();
  const now = performance.now();
  const known = asked.get(lookup);
  if (known && now - known.askedAt < freshMs) return known.answer;
  if (asked.size >= most) forgetStale(asked, now);
  const answer = load(lookup);
  asked.set(lookup, { askedAt: now, answer });
  const found = await answer.catch((error: unknown) => {
    forgetAnswer(asked, lookup, answer);
    // It is asked for again, and stays known meanwhile.
    if (known && !asked.has(lookup)) asked.set(lookup, known);
    throw error;
  });
  if (!found) forgetAnswer(asked, lookup, answer);
  return found;
}

/** Whether it was asked for before and there was such a key, however long ago. */
export function isKeyKnown(lookup: string): boolean {
  return entries().has(lookup);
}

/** For whoever has just changed a key in this process; the others hear of it by themselves. */
export function forgetKeys(lookups: readonly (string | null)[]): void {
  for (const lookup of lookups) if (lookup) entries().delete(lookup);
}

function forgetAnswer(asked: Map<string, Entry>, lookup: string, answer: Entry["answer"]): void {
  if (asked.get(lookup)?.answer === answer) asked.delete(lookup);
}

function forgetStale(asked: Map<string, Entry>, now: number): void {
  for (const [lookup, { askedAt }] of asked) if (now - askedAt >= freshMs) asked.delete(lookup);
}

type Row = {
  id: string;
  scopes: string[];
  addresses: string[] | null;
  secret_hash: string;
  valid_until: string | null;
  last_used_at: string | null;
  is_previous: boolean;
  workspace_id: WorkspaceId;
  slug: string;
  workspace_name: string;
  currency: string;
  country: string;
  time_zone: string;
  locale: string;
};

async function load(lookup: string): Promise<KeyOnFile | null> {
  const { db, turnstile } = connection();
  const leave = await turnstile.enter();
  try {
    const [row] = await db.execute<Row>(sql`select * from books.open_key(${lookup})`);
    return row ? read(row) : null;
  } finally {
    leave();
  }
}

function read(row: Row): KeyOnFile {
  return {
    id: row.id,
    workspace: {
      id: row.workspace_id,
      slug: row.slug,
      name: row.workspace_name,
      currency: row.currency,
      country: row.country,
      timeZone: row.time_zone,
      locale: row.locale,
    },
    scopes: row.scopes,
    networks: row.addresses?.flatMap((text) => parseNetwork(text) ?? []) ?? null,
    secretHash: row.secret_hash,
    validUntil: instant(row.valid_until),
    lastUsedAt: instant(row.last_used_at),
    isPrevious: row.is_previous,
  };
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
