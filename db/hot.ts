import "server-only";
import postgres, { type Sql, type TransactionSql } from "postgres";
import { env } from "@/lib/env";
import { clientOptions } from ".";
import { Turnstile } from "./turnstile";

const size = 8;
const patienceMs = 3_000;

type Hot = { sql: Sql; turnstile: Turnstile };
const holder = globalThis as typeof globalThis & { saldoHot?: Hot };

/**
 * Work on the plain client of the path every event takes: drizzle changes the serializers of the client it is given. Like
 * every pool of ours it turns callers away when no connection becomes free in time.
 */
export async function onHotPath<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
  holder.saldoHot ??= {
    sql: postgres(env().DATABASE_URL, { ...clientOptions("saldo-metering"), max: size }),
    turnstile: new Turnstile(size, patienceMs),
  };
  const { sql, turnstile } = holder.saldoHot;
  const leave = await turnstile.enter();
  try {
    return await work(sql);
  } finally {
    leave();
  }
}

export function inHotTransaction<T>(work: (tx: TransactionSql) => Promise<T>): Promise<T> {
  return onHotPath(async (sql) => {
    const [answer] = await sql.begin(async (tx) => [await work(tx)]);
    return answer as T;
  });
}

export async function closeHot(): Promise<void> {
  const open = holder.saldoHot;
  holder.saldoHot = undefined;
  await open?.sql.end({ timeout: 5 });
}
