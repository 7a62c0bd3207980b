import { type SQL, sql } from "drizzle-orm";

/** How far the log of each workspace is summarised, and since which day of it everything is single; no row where nothing is. */
export function summarisedOf(these: SQL): SQL {
  return sql`
    select z.workspace_id, max(z.through_seq) as seq, max(z.through_tx) as tx, max(z.kept_from) as kept_from,
      (select max(j.at) from journal j where j.workspace_id = z.workspace_id and j.tx = max(z.through_tx)) as at
    from usage_summaries z where z.workspace_id = any (${these}) group by z.workspace_id`;
}

/** The number of the event that a return gave back, out of its effect key. */
export function seqOfReturn(row: SQL): SQL {
  return sql`nullif(split_part(${row}.effect_key, ':', 3), '')::bigint`;
}
