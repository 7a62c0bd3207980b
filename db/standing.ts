import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from ".";
import journal from "./migrations/meta/_journal.json";

/** The newest migration this build knows. */
const expected = Math.max(...journal.entries.map((entry) => entry.when));

export type Standing = { schemaCurrent: boolean; durable: boolean; sentences: string[] };

const durable = ["fsync", "synchronous_commit", "full_page_writes"] as const;

/**
 * Whether this database may be trusted with money: the right version, and settings under which an acknowledged write
 * survives a crash. Invariants alone cannot see the difference.
 */
export async function readStanding(db: Db): Promise<Standing> {
  const [row] = await db.execute<Record<string, string>>(sql`
    select current_setting('fsync') as fsync,
      current_setting('synchronous_commit') as synchronous_commit,
      current_setting('full_page_writes') as full_page_writes,
      (select rolsuper from pg_roles where rolname = current_user)::text as superuser,
      (select rolbypassrls from pg_roles where rolname = current_user)::text as bypassrls,
      (select max(created_at)::text from drizzle.__drizzle_migrations) as version`);
  const sentences: string[] = [];
  for (const name of durable) {
    if (row?.[name] === "off") {
      sentences.push(`The database runs with ${name}=off, which loses acknowledged payments in a crash. Set it to on.`);
    }
  }
  const isDurable = sentences.length === 0;
  if (row?.superuser === "true" || row?.bypassrls === "true") {
    sentences.push("DATABASE_URL connects as a role that bypasses row-level security. Use an ordinary role.");
  }
  const version = Number(row?.version ?? 0);
  if (version !== expected) {
    sentences.push(
      version < expected
        ? "The database is older than this build. Run npm run db:migrate."
        : "The database is newer than this build. Start the build that migrated it.",
    );
  }
  return { schemaCurrent: version === expected, durable: isDurable, sentences };
}
