import "server-only";
import { database, inScope } from "@/db";
import { readStanding } from "@/db/standing";
import { log } from "@/lib/log";
import { workState } from "./work-state";

export const heartbeatLimitSeconds = 60;
export const outboxLimitSeconds = 5 * 60;
const patienceMs = 1_000;

export type Check = { ok: boolean; detail?: string };
export type Readiness = {
  ok: boolean;
  checks: Record<"database" | "schema" | "durability" | "worker" | "outbox", Check>;
};

let asking: Promise<Readiness> | undefined;

/** Many may ask at once; the database is asked once. */
export function readiness(): Promise<Readiness> {
  asking ??= ask().finally(() => {
    asking = undefined;
  });
  return asking;
}

async function ask(): Promise<Readiness> {
  try {
    return await within(patienceMs, inspect());
  } catch (error) {
    log.warn({ err: error }, "not ready");
    const unknown = { ok: false, detail: "not known while the database does not answer" };
    const database = { ok: false, detail: "no answer within a second" };
    return { ok: false, checks: { database, schema: unknown, durability: unknown, worker: unknown, outbox: unknown } };
  }
}

async function inspect(): Promise<Readiness> {
  const { standing, work } = await inScope(database(), {}, async (tx) => ({
    standing: await readStanding(tx),
    work: await workState(tx),
  }));
  const age = work.heartbeatAgeSeconds;
  const checks = {
    database: { ok: true },
    schema: verdict(
      standing.schemaCurrent,
      "the database and this build do not belong together; run npm run db:migrate",
    ),
    durability: verdict(standing.durable, "fsync, synchronous_commit or full_page_writes is off"),
    worker: verdict(age !== null && age < heartbeatLimitSeconds, "no worker has been heard of for a minute"),
    outbox: verdict(
      work.outboxOldestSeconds < outboxLimitSeconds,
      "effects have been waiting for more than five minutes",
    ),
  };
  return { ok: Object.values(checks).every((check) => check.ok), checks };
}

function verdict(ok: boolean, detail: string): Check {
  return ok ? { ok } : { ok, detail };
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
