import { type SQL, sql } from "drizzle-orm";

/**
 * What had been committed when something was looked at, so that it can be looked at again, page by page and after a
 * restart, without a transaction that stays open. `snapshot` is the database's own word for it.
 */
export type Moment = { snapshot: string; at: Date };

/** Both of the statement they stand in. */
export const snapshotNow = sql`pg_current_snapshot()::text`;
export const clockNow = sql`clock_timestamp()`;

const longestWriteMs = 10 * 60_000;

/**
 * Whether a row had been committed by then. No write lasts ten minutes, so a row that is older needs no second look; of a
 * younger one the transaction tells, which a row names by its last 32 bits.
 */
export function writtenBy({ snapshot, at }: Moment, row: SQL, createdAt: SQL): SQL {
  const edge = new Date(at.getTime() - longestWriteMs).toISOString();
  const next = sql`${nextOf(snapshot)}::bigint`;
  const ahead = sql`((${row}.xmin::text::bigint - ${next}) & 4294967295)`;
  return sql`(${createdAt} < ${edge}::timestamptz or (${ahead} >= 2147483648
    and pg_visible_in_snapshot((${next} + ${ahead} - 4294967296)::text::xid8, ${snapshot}::pg_snapshot)))`;
}

const shape = /^\d{1,19}:(\d{1,19}):(\d{1,19}(,\d{1,19})*)?$/;

/** The first transaction that had not begun. */
function nextOf(snapshot: string): string {
  const [, next] = shape.exec(snapshot) ?? [];
  if (!next) throw new RangeError("This is not a snapshot.");
  return next;
}
