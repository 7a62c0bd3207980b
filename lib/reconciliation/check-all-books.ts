import "server-only";
import { sql } from "drizzle-orm";
import { type Db, inSystem } from "@/db";
import { newId } from "@/lib/ids";
import { type BookVerdict, bookRules } from "@/lib/ledger/check";
import { watchBooks } from "@/lib/ledger/watch-books";
import { storedFinding } from "./check-workspace";
import { readFigures } from "./figures";

const together = 200;

/** Every hour: the books of all workspaces, and for each of them what was found in its own. */
export async function checkAllBooks(db: Db, now: Date): Promise<BookVerdict> {
  await giveUpSilent(db);
  const verdict = await watchBooks(db, now);
  for (let first = 0; first < verdict.books.length; first += together) {
    await recordGroup(db, now, verdict, first);
  }
  return verdict;
}

/** A look whose worker died for good keeps nobody from asking again. */
async function giveUpSilent(db: Db): Promise<void> {
  await inSystem(db, (tx) =>
    tx.execute(sql`update book_checks set state = 'failed', finished_at = clock_timestamp()
      where state in ('waiting', 'running') and coalesce(seen_at, asked_at) < now() - interval '30 minutes'`),
  );
}

async function recordGroup(db: Db, now: Date, verdict: BookVerdict, first: number): Promise<void> {
  const group = verdict.books.slice(first, first + together);
  const figures = await readFigures(
    db,
    group.map(({ id }) => id),
  );
  const rows = group
    .filter(({ id }) => figures.has(id))
    .map(({ id, transactions, events, wrong }) => ({
      workspace_id: id,
      id: newId("chk", now.getTime()),
      transactions,
      events,
      wrong,
      figures: figures.get(id),
      findings: verdict.findings.filter(({ workspaceId }) => workspaceId === id).map(storedFinding),
    }));
  if (rows.length === 0) return;
  const at = now.toISOString();
  await inSystem(db, (tx) =>
    tx.execute(sql`
      insert into book_checks (workspace_id, id, state, asked_by, asked_at, started_at, seen_at, finished_at, rules_done, rules,
        transactions, events, wrong, figures, findings)
      select workspace_id, id, 'done', 'system:hourly', ${at}::timestamptz, ${at}::timestamptz, clock_timestamp(), clock_timestamp(),
        ${bookRules.length}, ${bookRules.length}, transactions, events, wrong, figures, findings
      from json_to_recordset(${JSON.stringify(rows)}::json) as x(workspace_id text, id text, transactions bigint, events bigint,
        wrong bigint, figures jsonb, findings jsonb)`),
  );
}
