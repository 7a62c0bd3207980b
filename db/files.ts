import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import postgres, { type Sql } from "postgres";
import type { WorkspaceId } from "@/lib/context";
import { env } from "@/lib/env";
import { clientOptions } from ".";
import { Turnstile } from "./turnstile";

const size = 3;
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
  /** Given up while it waited for its turn: then the database is not asked. */
  signal: AbortSignal | undefined;
};

/**
 * One row for a file, as the bytes that came: lines that go out as they are need not become text in between. A pool of its
 * own, so that downloads wait for each other and for nobody else. Planned anew each time, because a page is not the last.
 */
export async function readForFile(scope: Scope, query: SQL): Promise<(Buffer | null)[] | undefined> {
  const { sql: client, turnstile } = files();
  const settings = dialect.sqlToQuery(sql`select set_config('app.ws', ${scope.workspaceId}, true),
    set_config('TimeZone', ${scope.timeZone}, true), set_config('plan_cache_mode', 'force_custom_plan', true)`);
  const asked = dialect.sqlToQuery(query);
  const leave = await turnstile.enter();
  try {
    scope.signal?.throwIfAborted();
    const [row] = await client.begin(async (tx) => {
      const ask = ({ sql: text, params }: typeof asked) => tx.unsafe(text, params as string[], { prepare: true });
      const [, rows] = await Promise.all([ask(settings), ask(asked).raw()]);
      return rows;
    });
    return row as (Buffer | null)[] | undefined;
  } finally {
    leave();
  }
}

export async function closeFiles(): Promise<void> {
  const open = holder.saldoFiles;
  holder.saldoFiles = undefined;
  await open?.sql.end({ timeout: 5 });
}
