import "server-only";
import { Pool } from "pg";

/**
 * The job runner speaks through `pg`. A connection that dies emits `error` on the pool when idle and on the client when
 * in use; unheard, either ends the process. Hearing it is enough: the pool drops the client and the query rejects.
 */
export function workerPool(url: string, max: number, heard: (error: Error) => void): Pool {
  const pool = new Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 5_000,
    application_name: "saldo-worker",
  });
  pool.on("error", heard);
  pool.on("connect", (client) => client.on("error", heard));
  return pool;
}
