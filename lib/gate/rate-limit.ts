import "server-only";
import { createHmac } from "node:crypto";
import { sql } from "drizzle-orm";
import { database } from "@/db";
import { rateLimits } from "@/db/schema/work";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { countAuthFailure } from "@/lib/metrics/refusals";

/** How many at once, and after how many seconds one more is allowed. */
const limits = {
  signInByAddress: { burst: 10, everySeconds: 60 },
  signInByOrigin: { burst: 40, everySeconds: 10 },
  mailByAddress: { burst: 4, everySeconds: 600 },
  mailByOrigin: { burst: 60, everySeconds: 20 },
  invitationsByWorkspace: { burst: 50, everySeconds: 120 },
  /** Choices of a visitor that cost nothing, such as the language. */
  choicesByOrigin: { burst: 60, everySeconds: 2 },
  actionsByPerson: { burst: 120, everySeconds: 1 },
  newWorkspacesByPerson: { burst: 10, everySeconds: 3600 },
  apiByKey: { burst: 2000, everySeconds: 0.002 },
} as const;

export type LimitName = keyof typeof limits;

/**
 * One statement decides and remembers (GCRA). It stands outside the caller's transaction, so that an attempt counts
 * even when what it tried is rolled back. Never locks anybody out: the next attempt is allowed after a known while.
 */
export async function spendAttempt(name: LimitName, subject: string, now: Date): Promise<void> {
  const { burst, everySeconds } = limits[name];
  const key = `${name}:${fingerprint(subject)}`;
  const instant = sql`${now.toISOString()}::timestamptz`;
  const step = sql`make_interval(secs => ${everySeconds})`;
  const room = sql`make_interval(secs => ${everySeconds * burst})`;
  const [allowed] = await database()
    .insert(rateLimits)
    .values({ key, arrivesAt: sql`${instant} + ${step}` })
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: { arrivesAt: sql`greatest(${rateLimits.arrivesAt}, ${instant}) + ${step}` },
      setWhere: sql`greatest(${rateLimits.arrivesAt}, ${instant}) + ${step} <= ${instant} + ${room}`,
    })
    .returning({ key: rateLimits.key });
  if (!allowed) {
    if (name === "signInByAddress" || name === "signInByOrigin") countAuthFailure("rate_limited");
    throw new AppError("rate_limited", "rate_limited", {
      values: { minutes: Math.max(1, Math.ceil(everySeconds / 60)) },
    });
  }
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
