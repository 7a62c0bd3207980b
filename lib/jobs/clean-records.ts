import "server-only";
import { sql } from "drizzle-orm";
import { inSystem, systemDatabase } from "@/db";
import { log } from "@/lib/log";

/**
 * What nobody can use any more: dead links and sessions and finished effects after a month, limits and silent workers
 * after a day. A dead effect stays until somebody has looked at it.
 */
export async function cleanRecords(): Promise<void> {
  const db = systemDatabase();
  const links = await db.execute(sql`delete from mail_tokens where expires_at < now() - interval '30 days'`);
  const sessions = await db.execute(sql`delete from sessions
    where expires_at < now() - interval '30 days' or revoked_at < now() - interval '30 days'`);
  const limits = await db.execute(sql`delete from rate_limits where arrives_at < now() - interval '1 day'`);
  await db.execute(sql`delete from worker_heartbeats where seen_at < now() - interval '1 day'`);
  const effects = await inSystem(db, (tx) =>
    tx.execute(sql`delete from outbox where status = 'done' and finished_at < now() - interval '30 days'`),
  );
  log.info(
    { effects: effects.count, links: links.count, sessions: sessions.count, limits: limits.count },
    "old records cleaned",
  );
}
