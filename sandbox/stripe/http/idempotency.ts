import { createHash } from "node:crypto";
import type { Sql, TransactionSql } from "postgres";
import type { Asked } from "../../shared/http/asked";
import { Failure, invalid } from "./failure";

/** An answer as it went out, and the request it answered. */
export type Kept = { status: number; body: string; request: string };

/**
 * The same key gets the same answer. What is being worked on is known in memory, because one process answers; what was
 * answered lies in the database, written with what it did.
 */
export class IdempotencyKeys {
  private readonly atWork = new Set<string>();

  constructor(private readonly sql: Sql) {}

  /** What this key was answered before; null when the caller is to do the work, and then must call `done`. */
  async start(key: string, asked: Asked): Promise<Kept | null> {
    if (key.length > 255) throw invalid("Idempotency keys are at most 255 characters long.");
    if (this.atWork.has(key)) {
      throw new Failure(
        409,
        "idempotency_error",
        `There is currently another in-progress request using this Idempotent Key: ${key}.`,
        { code: "idempotency_key_in_use" },
      );
    }
    this.atWork.add(key);
    try {
      const kept = await this.read(key, asked);
      if (kept) this.done(key);
      return kept;
    } catch (error) {
      this.done(key);
      throw error;
    }
  }

  done(key: string): void {
    this.atWork.delete(key);
  }

  private async read(key: string, asked: Asked): Promise<Kept | null> {
    const [kept] = await this.sql<(Kept & { fingerprint: string })[]>`
      select status, body, request, fingerprint from stripe_sandbox.idempotency
      where key = ${key} and at > now() - interval '24 hours'`;
    if (!kept || kept.fingerprint === fingerprintOf(asked)) return kept ?? null;
    throw new Failure(
      400,
      "idempotency_error",
      `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    );
  }
}

export function keepAnswer(sql: TransactionSql, key: string, asked: Asked, { status, body, request }: Kept) {
  return sql`
    insert into stripe_sandbox.idempotency (key, fingerprint, request, status, body)
    values (${key}, ${fingerprintOf(asked)}, ${request}, ${status}, ${body})
    on conflict (key) do update set fingerprint = excluded.fingerprint, request = excluded.request,
      status = excluded.status, body = excluded.body, at = excluded.at`;
}

function fingerprintOf({ method, path, query, body }: Asked): string {
  return createHash("sha256")
    .update(JSON.stringify([method, path, query, body]))
    .digest("hex");
}
