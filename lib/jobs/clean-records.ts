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
  // Of the hourly looks that found nothing three days are enough; the last one of a workspace stays whatever its age.
  await inSystem(db, (tx) =>
    tx.execute(sql`delete from book_checks c
      where (c.finished_at < now() - interval '90 days'
          or c.finished_at < now() - interval '3 days' and c.wrong = 0 and c.asked_by like 'system:%')
        and exists (select from book_checks l where l.workspace_id = c.workspace_id and l.state = 'done' and l.asked_at > c.asked_at)`),
  );
  log.info(
    { effects: effects.count, links: links.count, sessions: sessions.count, limits: limits.count },
    "old records cleaned",
  );
}
