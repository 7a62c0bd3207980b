import type { Sql, TransactionSql } from "postgres";

// Two requests that want the same rows in another order: one of them begins again. Nothing has left the house yet.
export async function inTransaction<T>(sql: Sql, work: (sql: TransactionSql) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const done = await sql.begin(async (transaction) => ({ result: await work(transaction) }));
      return done.result;
    } catch (error) {
      if (attempt === 5 || !isDeadlock(error)) throw error;
    }
  }
}

function isDeadlock(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "40P01";
}
