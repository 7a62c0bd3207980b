import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import postgres, { type Sql } from "postgres";
import type { WorkspaceId } from "@/lib/context";
import { env } from "@/lib/env";
import { clientOptions, database } from ".";
import { Turnstile } from "./turnstile";

const size = 4;
const patienceMs = 60_000;

type Files = { sql: Sql; turnstile: Turnstile };
const holder = globalThis as typeof globalThis & { saldoFiles?: Files };
const dialect = new PgDialect();

function files(): Files {
  holder.saldoFiles ??= {
    sql: postgres(env().DATABASE_URL, { ...clientOptions("saldo-files"), max: size }),
    turnstile: new Turnstile(size, patienceMs),
  };
  return holder.saldoFiles;
}

/** How many of the connections for files are at work. */
export function filesInUse(): number {
  return files().turnstile.inUse;
}

type Scope = {
  workspaceId: WorkspaceId;
  timeZone: string;
  /** Given up: whoever waits for a turn does not get one, and what the database is at is broken off. */
  signal: AbortSignal | undefined;
};

/**
 * One row for a file, as the bytes that came: lines that go out as they are need not become text in between. A pool of its
 * own, so that downloads wait for each other and for nobody else. Planned anew each time, because a page is not the last.
 */
export async function readForFile(scope: Scope, query: SQL): Promise<(Buffer | null)[] | undefined> {
  const { sql: client, turnstile } = files();
  const settings =
    dialect.sqlToQuery(sql`select pg_backend_pid() as session, set_config('app.ws', ${scope.workspaceId}, true),
    set_config('TimeZone', ${scope.timeZone}, true), set_config('plan_cache_mode', 'force_custom_plan', true)`);
  const asked = dialect.sqlToQuery(query);
  const leave = await turnstile.enter();
  try {
    scope.signal?.throwIfAborted();
    const [row] = await client.begin(async (tx) => {
      const ask = ({ sql: text, params }: typeof asked) => tx.unsafe(text, params as string[], { prepare: true });
      const session = ask(settings).then(([row]) => Number(row?.session));
      return unlessGivenUp(ask(asked).raw(), session, scope.signal);
    });
    return row as (Buffer | null)[] | undefined;
  } finally {
    leave();
  }
}

/** What a session reads; when it is given up, the database need not finish it. */
async function unlessGivenUp<T>(reading: Promise<T>, session: Promise<number>, signal?: AbortSignal): Promise<T> {
  let brokenOff: Promise<unknown> | undefined;
  const breakOff = () => {
    const cancel = async () => database().execute(sql`select pg_cancel_backend(${await session})`);
    // Where that fails, it ends when it has been read.
    brokenOff = cancel().catch(() => undefined);
  };
  signal?.addEventListener("abort", breakOff, { once: true });
  try {
    const [answer] = await Promise.all([reading, session]);
    return answer;
  } finally {
    signal?.removeEventListener("abort", breakOff);
    // Before the session serves somebody else, who would be broken off instead.
    await brokenOff;
  }
}

export async function closeFiles(): Promise<void> {
  const open = holder.saldoFiles;
  holder.saldoFiles = undefined;
  await open?.sql.end({ timeout: 5 });
}
