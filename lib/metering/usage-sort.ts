import { type SQL, sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import type { Bounds } from "@/lib/time";
import type { UsageCursor } from "./list-usage";
import type { Sight } from "./mask-recipient";

export const usageSorts = ["-time", "time", "-credits", "credits", "recipient", "-recipient"] as const;
export type UsageSort = (typeof usageSorts)[number];

/** The log stands in the order of time; any other order is made for each page, which more rows than these would make slow. */
export const mostSorted = 50_000;

/** Whoever sees recipients masked could read them off an order that goes by them. */
export function sortsFor(sight: Sight): readonly UsageSort[] {
  return sight === "full" ? usageSorts : usageSorts.filter((sort) => !sort.endsWith("recipient"));
}

export function isByTime(sort: UsageSort): boolean {
  return sort.endsWith("time");
}

/** Before the moment and the key, which make every order one of single rows. Without a recipient is last, whichever way. */
const firstBy: Record<UsageSort, ((row: SQL) => SQL) | null> = {
  "-time": null,
  time: null,
  "-credits": (row) => sql`${row}.amount_micro`,
  credits: (row) => sql`${row}.amount_micro`,
  recipient: (row) => sql`coalesce(${row}.recipient, chr(1114111)) collate "C"`,
  "-recipient": (row) => sql`coalesce(${row}.recipient, '') collate "C"`,
};

/** Of rows `u` of the log. */
export function inOrderOf(sort: UsageSort): SQL {
  const way = sql.raw(sort.startsWith("-") ? "desc" : "asc");
  return sql.join(
    partsOf(sort, sql`u`).map((part) => sql`${part} ${way}`),
    sql`, `,
  );
}

/** What stands behind an event in this order, of rows `u` of the log that lie in the bounds of what does. */
export function beyond(ctx: Context, sort: UsageSort, { atMicros, key }: UsageCursor): SQL {
  const moment = sql`(timestamptz 'epoch' + ${atMicros}::bigint * interval '1 microsecond')`;
  const way = sql.raw(sort.startsWith("-") ? "<" : ">");
  if (isByTime(sort)) return sql`(u.occurred_at, u.key) ${way} (${moment}, ${key}::uuid)`;
  const [own, there] = [partsOf(sort, sql`u`), partsOf(sort, sql`c`)];
  return sql`(${sql.join(own, sql`, `)}) ${way} (select ${sql.join(there, sql`, `)} from usage_events c
    where c.workspace_id = ${ctx.workspaceId} and c.occurred_at = ${moment} and c.key = ${key}::uuid)`;
}

/**
 * The bounds of what stands behind an event. Beside a comparison of a moment and a key the database begins at the first
 * bound of the moment it finds, however far that is from the place: so there is one, and it is the place's own.
 */
export function boundsBeyond({ start, end }: Bounds, sort: UsageSort, after: UsageCursor | null): Bounds {
  if (!after || !isByTime(sort)) return { start, end };
  const at = Number(BigInt(after.atMicros) / 1_000n);
  const within = (ms: number) => new Date(Math.min(Math.max(ms, start.getTime()), end.getTime()));
  return sort === "time" ? { start: within(at), end } : { start, end: within(at + 1) };
}

function partsOf(sort: UsageSort, row: SQL): SQL[] {
  const first = firstBy[sort];
  return [...(first ? [first(row)] : []), sql`${row}.occurred_at`, sql`${row}.key`];
}
