import type { Sql, TransactionSql } from "postgres";
import { Failure } from "../http/failure";

// Two requests that want the same rows in another order: one of them begins again. Nothing has left the house yet.
export async function inTransaction<T>(sql: Sql, work: (sql: TransactionSql) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const done = await sql.begin(async (transaction) => ({ result: await work(transaction) }));
      return done.result;
    } catch (error) {
      if (!isDeadlock(error)) throw error;
      if (attempt === 10) throw locked();
    }
  }
}

function isDeadlock(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "40P01";
}

function locked(): Failure {
  const message = "This object cannot be accessed right now because other requests are changing it. Try again.";
  return new Failure(429, "invalid_request_error", message, { code: "lock_timeout" });
}
