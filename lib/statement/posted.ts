import { type SQL, sql } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/context";

/** Half-open on the left: what comes after the first of them, up to and with the last; no last is everything. */
export type Reach = { afterTx: SQL; afterSeq: SQL; toTx?: SQL; toSeq?: SQL };

/**
 * What usage, its returns and holds that ended changed in each pocket, one row for each, as (at, pocket, entry, channel, items,
 * amount). An event's `created_at` is the moment of its posting. What a hold keeps back is still in the pocket here: it leaves
 * when it is used, or expires on its way back.
 */
export function postedRows(workspaceId: WorkspaceId, { afterTx, afterSeq, toTx, toSeq }: Reach): SQL {
  const events = sql`usage_events u where u.workspace_id = ${workspaceId} and u.seq > ${afterSeq} ${toSeq ? sql`and u.seq <= ${toSeq}` : sql``}`;
  const rows = sql`j.workspace_id = ${workspaceId} and j.tx > ${afterTx} ${toTx ? sql`and j.tx <= ${toTx}` : sql``}`;
  return sql`
    select u.created_at as at, 'main' as pocket, 'usage' as entry, u.channel, 1 as items, u.number_micro - u.amount_micro as amount
      from ${events} and u.amount_micro > u.number_micro
    union all
    select u.created_at, u.number_id, 'usage', u.channel, 1, -u.number_micro from ${events} and u.number_micro > 0
    union all
    select j.at, j.pocket, 'return', u.channel, 1, ${movedOf("j")}
      from journal j
      join usage_returns r on r.workspace_id = j.workspace_id and r.key = j.reference::uuid and r.tx = j.tx
      join usage_events u on u.workspace_id = r.workspace_id and u.occurred_at = r.occurred_at and u.key = r.key
      where ${rows} and j.kind = 'return' and j.used_micro <> 0
    union all
    select j.at, j.pocket, 'expired', '', 1, -j.expired_micro from journal j
      where ${rows} and j.kind in ('settle', 'release') and j.expired_micro > 0`;
}

/** How a row changed its pocket, with what is on hold still in it. */
export function movedOf(row: string): SQL {
  const j = sql.raw(row);
  return sql`(${j}.plan_micro + ${j}.promo_micro + ${j}.wallet_micro + ${j}.held_micro - ${j}.debt_micro)`;
}

/** What the pocket held after a row, with what is on hold. */
export function standingOf(row: string): SQL {
  const j = sql.raw(row);
  return sql`(${j}.plan_after_micro + ${j}.promo_after_micro + ${j}.wallet_after_micro + ${j}.held_after_micro - ${j}.debt_after_micro)`;
}
