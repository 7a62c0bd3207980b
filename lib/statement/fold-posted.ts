import "server-only";
import { sql } from "drizzle-orm";
import { type Db, inScope, inSystem } from "@/db";
import type { WorkspaceId } from "@/lib/context";
import { postedRows } from "./posted";

/** Fewer are added up while a statement is read, which costs less than writing them down. */
const worthFolding = { transactions: 500, events: 20_000 };
const atOnce = 2_000;

/** Writes down what was posted since the mark, workspace by workspace. Takes `systemDatabase()`. */
export async function foldPosted(db: Db, worth = worthFolding): Promise<number> {
  const due = await inSystem(db, (tx) =>
    tx.execute<{ id: WorkspaceId }>(sql`
      select p.workspace_id as id from pockets p left join posted_marks m on m.workspace_id = p.workspace_id
      where p.id = 'main' and (p.tx - coalesce(m.tx, 0) >= ${worth.transactions} or p.seq - coalesce(m.seq, 0) >= ${worth.events})`),
  );
  for (const { id } of due) await foldWorkspace(db, id);
  return due.length;
}

/** Everything one workspace has posted, unless somebody else is at it. */
export async function foldWorkspace(db: Db, workspaceId: WorkspaceId): Promise<void> {
  let left = true;
  while (left) left = await foldSome(db, workspaceId);
}

type Span = { tx: string; seq: string; to_tx: string; to_seq: string; last: string };

/** Some transactions at a time, so that nobody waits long for the mark; says whether there are more. */
function foldSome(db: Db, workspaceId: WorkspaceId): Promise<boolean> {
  return inScope(db, { ws: workspaceId }, async (tx) => {
    await tx.execute(sql`select set_config('statement_timeout', '0', true)`);
    await tx.execute(
      sql`insert into posted_marks (workspace_id, tx, seq) values (${workspaceId}, 0, 0) on conflict do nothing`,
    );
    const [span] = await tx.execute<Span>(sql`
      select m.tx::text, m.seq::text, least(p.tx, m.tx + ${atOnce})::text as to_tx, p.tx::text as last, coalesce((
          select max(j.last_seq) from journal j where j.workspace_id = m.workspace_id and j.tx > m.tx and j.tx <= m.tx + ${atOnce}
        ), m.seq)::text as to_seq
      from posted_marks m join pockets p on p.workspace_id = m.workspace_id and p.id = 'main'
      where m.workspace_id = ${workspaceId} for update of m skip locked`);
    if (!span || span.tx === span.last) return false;
    await tx.execute(sql`
      insert into posted_quarters as q (workspace_id, bucket, pocket, entry, channel, items, amount_micro)
      select ${workspaceId}, date_bin('15 minutes', at, '2000-01-01+00'), pocket, entry, channel, sum(items), sum(amount)
      from (${postedRows(workspaceId, {
        afterTx: sql`${span.tx}::bigint`,
        afterSeq: sql`${span.seq}::bigint`,
        toTx: sql`${span.to_tx}::bigint`,
        toSeq: sql`${span.to_seq}::bigint`,
      })}) posted group by 2, 3, 4, 5
      on conflict (workspace_id, bucket, pocket, entry, channel)
        do update set items = q.items + excluded.items, amount_micro = q.amount_micro + excluded.amount_micro`);
    await tx.execute(
      sql`update posted_marks set tx = ${span.to_tx}::bigint, seq = ${span.to_seq}::bigint where workspace_id = ${workspaceId}`,
    );
    return span.to_tx !== span.last;
  });
}
