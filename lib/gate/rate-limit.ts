import "server-only";
import { createHmac } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { type Db, database } from "@/db";
import { rateLimits } from "@/db/schema/work";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { countAuthFailure } from "@/lib/metrics/refusals";
import { Buckets } from "./buckets";

/** How many at once, and after how many seconds one more is allowed. */
const limits = {
  /** Guessing from one place is slow, and costs nobody who signs in from another place. */
  signInByAddressAndOrigin: { burst: 10, everySeconds: 60 },
  /** So loose that only guessing from many places at once meets it. */
  signInByAddress: { burst: 100, everySeconds: 5 },
  signInByOrigin: { burst: 40, everySeconds: 10 },
  /** Strangers cannot spend it: only an open session asks for the password again. */
  passwordByPerson: { burst: 10, everySeconds: 60 },
  /** One budget for each kind of mail, so that what a stranger asks for takes nothing from the others. */
  signInLinkByAddress: { burst: 4, everySeconds: 600 },
  signUpByAddress: { burst: 4, everySeconds: 600 },
  passwordResetByAddress: { burst: 4, everySeconds: 600 },
  emailChangeByAddress: { burst: 4, everySeconds: 600 },
  mailByOrigin: { burst: 60, everySeconds: 20 },
  invitationsByWorkspace: { burst: 50, everySeconds: 120 },
  invitationsByPerson: { burst: 50, everySeconds: 120 },
  invitationsByRecipient: { burst: 4, everySeconds: 600 },
  /** Choices of a visitor that cost nothing, such as the language. */
  choicesByOrigin: { burst: 60, everySeconds: 2 },
  actionsByPerson: { burst: 120, everySeconds: 1 },
  /** However many pages watch one payment, its provider is asked now and then. */
  looksByPayment: { burst: 4, everySeconds: 3 },
  newWorkspacesByPerson: { burst: 10, everySeconds: 3600 },
  /** Each one is read by everybody who may buy. */
  creditRequestsByWorkspace: { burst: 10, everySeconds: 300 },
  /** Each one reads all of a workspace's books. */
  bookChecksByWorkspace: { burst: 3, everySeconds: 300 },
  /** Programs that show no key, or one that is nobody's. */
  apiRefusedByOrigin: { burst: 100, everySeconds: 1 },
  apiByKey: { burst: 2000, everySeconds: 0.002 },
} as const;

export type LimitName = keyof typeof limits;

/** Of the public API, which is asked far too often to ask the database whether it may be asked. */
export type ApiLimit = Extract<LimitName, `api${string}`>;

const signInLimits: readonly LimitName[] = [
  "signInByAddressAndOrigin",
  "signInByAddress",
  "signInByOrigin",
  "passwordByPerson",
];

/**
 * Stands outside the caller's transaction, so that an attempt counts even when what it tried is rolled back. Never
 * locks anybody out: the next attempt is allowed after a known while.
 */
export async function spendAttempt(name: LimitName, subject: string, now: Date): Promise<void> {
  if (await trySpend(name, subject, now)) return;
  if (signInLimits.includes(name)) countAuthFailure("rate_limited");
  throw new AppError("rate_limited", "rate_limited", {
    values: { minutes: Math.max(1, Math.ceil(limits[name].everySeconds / 60)) },
  });
}

/** For a caller whose answer must not tell whether the budget is spent. */
export function trySpend(name: LimitName, subject: string, now: Date): Promise<boolean> {
  return spend(database(), name, subject, now, 1);
}

/**
 * For what is counted only if it happens: in the caller's transaction, several at once, all or none. Answers null, or
 * after how many minutes there is room for as many.
 */
export async function spendWithin(
  tx: Db,
  name: LimitName,
  subject: string,
  now: Date,
  cost: number,
): Promise<number | null> {
  if (await spend(tx, name, subject, now, cost)) return null;
  const [row] = await tx
    .select({ arrivesAt: rateLimits.arrivesAt })
    .from(rateLimits)
    .where(eq(rateLimits.key, keyOf(name, subject)));
  const { burst, everySeconds } = limits[name];
  const ahead = Math.max(0, (row?.arrivesAt.getTime() ?? 0) - now.getTime()) / 1000;
  return Math.max(1, Math.ceil((ahead + everySeconds * (cost - burst)) / 60));
}

/** Counted in this process alone: two processes beside each other allow twice as much. */
export function spendHere(name: ApiLimit, subject: string, now: Date): void {
  holder.saldoBuckets ??= new Buckets();
  const waitMs = holder.saldoBuckets.spend(`${name}:${subject}`, limits[name], now.getTime());
  if (waitMs === null) return;
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  throw new AppError("rate_limited", "api_rate_limited", { values: { seconds } });
}

const holder = globalThis as typeof globalThis & { saldoBuckets?: Buckets };

/** One statement decides and remembers (GCRA). */
async function spend(db: Db, name: LimitName, subject: string, now: Date, cost: number): Promise<boolean> {
  const { burst, everySeconds } = limits[name];
  const instant = sql`${now.toISOString()}::timestamptz`;
  const step = sql`make_interval(secs => ${everySeconds * cost})`;
  const room = sql`make_interval(secs => ${everySeconds * burst})`;
  const [allowed] = await db
    .insert(rateLimits)
    .values({ key: keyOf(name, subject), arrivesAt: sql`${instant} + ${step}` })
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: { arrivesAt: sql`greatest(${rateLimits.arrivesAt}, ${instant}) + ${step}` },
      setWhere: sql`greatest(${rateLimits.arrivesAt}, ${instant}) + ${step} <= ${instant} + ${room}`,
    })
    .returning({ key: rateLimits.key });
  return Boolean(allowed);
}

function keyOf(name: LimitName, subject: string): string {
  return `${name}:${fingerprint(subject)}`;
}

/** Addresses and origins are people; the table keeps a fingerprint of them. */
function fingerprint(subject: string): string {
  return createHmac("sha256", env().API_KEY_PEPPER).update(subject).digest("base64url").slice(0, 32);
}

/** An IPv6 customer owns a /64; counting single addresses would count nothing. */
export function originOf(ip: string): string {
  if (!ip.includes(":")) return ip;
  const [head = "", tail = ""] = ip.split("::");
  const left = head.split(":").filter(Boolean);
  const right = tail.split(":").filter(Boolean);
  const missing = ip.includes("::") ? Math.max(0, 8 - left.length - right.length) : 0;
  return [...left, ...Array<string>(missing).fill("0"), ...right].slice(0, 4).join(":");
}
