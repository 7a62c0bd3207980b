import "server-only";
import { is, type SQL, sql } from "drizzle-orm";
import { type PgDatabase, PgDialect, PgTransaction, type PgTransactionConfig } from "drizzle-orm/pg-core";
import { drizzle, type PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import postgres, { type Sql } from "postgres";
import type { Context, IdentityContext, OperatorContext, WorkspaceId } from "@/lib/context";
import { env } from "@/lib/env";
import { invariant } from "@/lib/errors";
import { Turnstile } from "./turnstile";

/** A connection or an open transaction. */
export type Db = PgDatabase<PostgresJsQueryResultHKT>;

export type Connection = {
  db: Db;
  /** Settles with the work, or refuses with `unavailable` when no connection becomes free in time. */
  turnstile: Turnstile;
  ping: () => Promise<void>;
  close: () => Promise<void>;
};

export function clientOptions(name: string) {
  return {
    connect_timeout: 5,
    idle_timeout: 300,
    // The driver's own waits grow to twenty seconds, which a caller of ours would sit through after the server is back.
    backoff: (attempt: number) => Math.min(0.05 * 2 ** attempt, 1),
    onnotice: () => {},
    connection: {
      application_name: name,
      statement_timeout: 10_000,
      lock_timeout: 3_000,
      idle_in_transaction_session_timeout: 15_000,
    },
  };
}

/** One pool. The plain client of the hot path is another: drizzle changes the serializers of the client it is given. */
export function connect(url: string, options: { max?: number; name?: string } = {}): Connection {
  const max = options.max ?? 10;
  const client = postgres(url, { ...clientOptions(options.name ?? "saldo-web"), max });
  const db: Db = drizzle(client);
  const turnstile = new Turnstile(max, 3_000);
  doors().set(db, { turnstile, client });
  return {
    db,
    turnstile,
    ping: async () => {
      await db.execute(sql`select 1`);
    },
    close: () => client.end({ timeout: 5 }),
  };
}

const holder = globalThis as typeof globalThis & {
  saldoConnections?: Map<string, Connection>;
  saldoDoors?: WeakMap<Db, Door>;
};

type Door = { turnstile: Turnstile; client: Sql };

function doors(): WeakMap<Db, Door> {
  holder.saldoDoors ??= new WeakMap();
  return holder.saldoDoors;
}

function doorOf(db: Db): Door {
  const door = doors().get(db);
  invariant(door, "every connection is made by connect()");
  return door;
}

/** The process's pool for a database; `url` defaults to the application's. */
export function connection(url: string = env().DATABASE_URL): Connection {
  holder.saldoConnections ??= new Map();
  let open = holder.saldoConnections.get(url);
  if (!open) {
    open = connect(url);
    holder.saldoConnections.set(url, open);
  }
  return open;
}

export function database(): Db {
  return connection().db;
}

/** The worker's own account: the only one beside the owner's that may look over all workspaces. */
export function systemDatabase(): Db {
  return connection(env().DATABASE_WORKER_URL ?? env().DATABASE_URL).db;
}

/** Ends every pool of the process. */
export async function closeConnections(): Promise<void> {
  const open = [...(holder.saldoConnections?.values() ?? [])];
  holder.saldoConnections?.clear();
  await Promise.all(open.map(({ close }) => close()));
}

type Scope = { ws?: WorkspaceId; user?: string; invitation?: string; key?: string; system?: "on"; operator?: "on" };

function settingsOf(scope: Scope): SQL {
  const calls = Object.entries(scope).map(([name, value]) => sql`set_config(${`app.${name}`}, ${value}, true)`);
  return sql`select ${sql.join(calls, sql`, `)}`;
}

async function setScope(tx: Db, scope: Scope): Promise<void> {
  if (Object.keys(scope).length > 0) await tx.execute(settingsOf(scope));
}

/** Runs work under one row-level-security scope, in a new transaction or in the one that is already open. */
export async function inScope<T>(
  db: Db,
  scope: Scope,
  work: (tx: Db) => Promise<T>,
  config?: PgTransactionConfig,
): Promise<T> {
  if (isTransaction(db)) {
    await setScope(db, scope);
    return work(db);
  }
  const { turnstile } = doorOf(db);
  const leave = await turnstile.enter();
  try {
    return await db.transaction(async (tx) => {
      await setScope(tx, scope);
      return work(tx);
    }, config);
  } finally {
    leave();
  }
}

function isTransaction(db: Db): boolean {
  // Not instanceof: a build may carry the library twice, while the pool is shared by all of it.
  return is(db, PgTransaction);
}

function scopeOf({ workspaceId, actor }: Context): Scope {
  return actor.kind === "user" ? { ws: workspaceId, user: actor.id } : { ws: workspaceId };
}

/** Every read and write of a workspace goes through here: without it, row-level security shows no rows. */
export function inWorkspace<T>(ctx: Context, work: (tx: Db) => Promise<T>): Promise<T> {
  return inScope(ctx.db, scopeOf(ctx), work);
}

const dialect = new PgDialect();

/**
 * One statement of a workspace that is asked over and over in few shapes: a connection plans each shape once and keeps it,
 * which for tables of many parts takes longer than the answer. Scope and statement are one way to the database and back.
 */
export async function askOften<Row extends Record<string, unknown>>(ctx: Context, query: SQL): Promise<Row[]> {
  if (isTransaction(ctx.db)) return askOnce(ctx, query);
  const rows = await askPrepared(ctx, query);
  return rows as Row[];
}

/** One statement of a workspace. */
export async function askOnce<Row extends Record<string, unknown>>(ctx: Context, query: SQL): Promise<Row[]> {
  const rows: readonly unknown[] = await inWorkspace(ctx, (tx) => tx.execute(query));
  return rows as Row[];
}

async function askPrepared(ctx: Context, query: SQL): Promise<readonly unknown[]> {
  const { turnstile, client } = doorOf(ctx.db);
  // The plan is the same for every workspace: what it may assume of one would be wrong for the next.
  const settings = sql`${settingsOf(scopeOf(ctx))}, set_config('plan_cache_mode', 'force_generic_plan', true)`;
  const leave = await turnstile.enter();
  try {
    return await client.begin(async (tx) => {
      const ask = (statement: SQL) => {
        const { sql: text, params } = dialect.sqlToQuery(statement);
        return tx.unsafe(text, params as string[], { prepare: true });
      };
      const [, rows] = await Promise.all([ask(settings), ask(query)]);
      return rows;
    });
  } finally {
    leave();
  }
}

/** The same for reading, and every statement sees the one moment the first of them saw: for figures that must agree. */
export function inWorkspaceSnapshot<T>(ctx: Context, work: (tx: Db) => Promise<T>): Promise<T> {
  return inScope(ctx.db, { ws: ctx.workspaceId }, work, { isolationLevel: "repeatable read", accessMode: "read only" });
}

/** Before a workspace is known: a person sees their own memberships, a stranger only what they present. */
export function inIdentity<T>(
  ctx: IdentityContext,
  work: (tx: Db) => Promise<T>,
  presented: { invitation?: string; key?: string } = {},
): Promise<T> {
  const scope: Scope = { ...presented };
  if (ctx.actor?.kind === "user") scope.user = ctx.actor.id;
  return inScope(ctx.db, scope, work);
}

/** Over all workspaces, for the operator's pages: the database shows them only to a person it knows as an operator. */
export function inOperation<T>(ctx: OperatorContext, work: (tx: Db) => Promise<T>): Promise<T> {
  return inScope(ctx.db, { user: ctx.actor.id, operator: "on" }, work);
}

/** Over all workspaces, which takes `systemDatabase()`: the worker's sweeps. Never a page, an action or the API. */
export function inSystem<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  return inScope(db, { system: "on" }, work);
}

/** The same, and every statement sees the one moment the first of them saw: for questions that compare tables. */
export function inSystemSnapshot<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  return inScope(db, { system: "on" }, work, { isolationLevel: "repeatable read", accessMode: "read only" });
}
