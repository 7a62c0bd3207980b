import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { readForFile } from "@/db/files";
import type { Context } from "@/lib/context";
import { invariant } from "@/lib/errors";
import type { UsageCursor, UsagePlace } from "@/lib/metering/list-usage";
import type { Sight } from "@/lib/metering/mask-recipient";
import { clockNow, type Moment, snapshotNow, writtenBy } from "@/lib/metering/moment";
import { conditions } from "@/lib/metering/usage-conditions";
import type { UsageFilter } from "@/lib/metering/usage-filter";
import { beyond, boundsBeyond, inOrderOf, isByTime, type UsageSort } from "@/lib/metering/usage-sort";
import { type Bounds, type LocalDay, rangeBounds } from "@/lib/time";
import { bareLine, csvLine } from "./csv-line";
import { type CsvFormat, dialects } from "./formats";
import { isBare } from "./is-bare";

/** Everything that decides what stands in a file: the same again gives the same bytes. */
export type CsvOrder = {
  place: UsagePlace;
  filter: UsageFilter & { from: LocalDay; to: LocalDay };
  /** Newest first if left out. */
  sort?: UsageSort;
  format: CsvFormat;
  /** The zone of the column `timestamp`. */
  zone: string;
  recipients: Sight;
  /** How whoever asks sees recipients, which decides what a search for one may find; as in the file if left out. */
  sight?: Sight;
  moment: Moment;
  /** Whether cells of it are known to need quotes, or may be taken to. */
  isQuoted?: boolean;
};

/** Lines in UTF-8. */
export type CsvPage = {
  lines: Buffer;
  rows: number;
  amountMicro: bigint;
  next: UsageCursor | null;
  isQuoted?: boolean;
};

type Read = (ctx: Context, zone: string, query: SQL) => Promise<Found>;
type Found = { lines: Buffer; rows: number; amount: string; at: string | null; key: string | null };

/**
 * The lines after a place in the log, in the order of the screen, written by the database. Most files have no cell that
 * needs quotes, so a program's file is first written as if it had none, and once more where that was wrong.
 */
export async function csvPage(
  ctx: Context,
  order: CsvOrder,
  after: UsageCursor | null,
  limit: number,
  read: Read = readAlone(),
): Promise<CsvPage> {
  const { format, recipients, zone } = order;
  const dialect = dialects[format];
  const pageOf = async (line: SQL): Promise<CsvPage> => {
    const { lines, rows, amount, at, key } = await read(ctx, zone, pageQuery(ctx, order, line, after, limit));
    const isFull = rows === limit && at !== null && key !== null;
    return { lines, rows, amountMicro: BigInt(amount), next: isFull ? { atMicros: at, key } : null };
  };
  if (format === "standard" && !order.isQuoted) {
    const page = await pageOf(bareLine(dialect, recipients));
    if (isBare(page.lines, page.rows)) return page;
  }
  return { ...(await pageOf(csvLine(dialect, recipients))), isQuoted: true };
}

function pageQuery(ctx: Context, order: CsvOrder, line: SQL, after: UsageCursor | null, limit: number): SQL {
  return sql`
    select string_agg(line, E'\r\n') || E'\r\n' as lines, count(*)::text as rows, coalesce(sum(net), 0)::text as amount,
      (extract(epoch from (array_agg(occurred_at))[count(*)]) * 1000000)::bigint::text as at, (array_agg(key))[count(*)]::text as key
    from (
      select ${line} as line, case when p.is_returned then 0 else p.amount_micro end as net, p.occurred_at, p.key
      from (${found(ctx, order, sql`u.*, r.key is not null as is_returned, r.reason as return_reason`, after, limit)}) p
    ) lines`;
}

/** What a file holds of the log after a place, in its order. */
function found(ctx: Context, order: CsvOrder, columns: SQL, after: UsageCursor | null, limit: number): SQL {
  const { place, filter, moment, recipients, sight = recipients, sort = "-time" } = order;
  const bounds = rangeBounds(filter.from, filter.to, place.timeZone);
  const behind = (happened: Bounds) => boundsBeyond(happened, sort, after);
  return sql`
    select ${columns}
    from usage_events u
    left join usage_returns r on r.workspace_id = u.workspace_id and r.key = u.key and r.occurred_at = u.occurred_at
      and ${writtenBy(moment, sql`r`, sql`r.returned_at`)}
    where ${conditions(ctx, place.country, filter, bounds, sight, behind)} and ${writtenBy(moment, sql`u`, sql`u.created_at`)}
      ${after ? sql`and ${beyond(ctx, sort, after)}` : sql``}
    order by ${inOrderOf(sort)} limit ${limit}`;
}

/**
 * Where the pages of so many rows end that follow a place, found without writing a line. Only time's order is found in an
 * index; any other is of few rows, and made anew for every page.
 */
export async function placesAfter(
  ctx: Context,
  order: CsvOrder,
  after: UsageCursor,
  { rows, pages }: { rows: number; pages: number },
  signal: AbortSignal,
): Promise<UsageCursor[]> {
  const { sort = "-time" } = order;
  if (!isByTime(sort)) return [];
  const row = await readForFile(
    { workspaceId: ctx.workspaceId, timeZone: order.zone, signal },
    sql`
    select string_agg((extract(epoch from occurred_at) * 1000000)::bigint || ' ' || key, ',' order by n)
    from (
      select u.*, row_number() over (order by ${inOrderOf(sort)}) as n
      from (${found(ctx, order, sql`u.occurred_at, u.key`, after, rows * pages)}) u
    ) places where n % ${rows} = 0`,
  );
  const ends = row?.[0]?.toString().split(",") ?? [];
  return ends.map((end) => {
    const [atMicros = "", key = ""] = end.split(" ");
    return { atMicros, key };
  });
}

/** On a connection of those for files. */
export function readAlone(signal?: AbortSignal): Read {
  return async ({ workspaceId }, timeZone, query) =>
    foundIn(await readForFile({ workspaceId, timeZone, signal }, query));
}

function foundIn(row: (Buffer | null)[] | undefined): Found {
  invariant(row, "an aggregate is one row");
  const [lines, rows, amount, at, key] = row;
  const text = (bytes: Buffer | null | undefined) => bytes?.toString() ?? null;
  return {
    lines: lines ?? Buffer.alloc(0),
    rows: Number(text(rows)),
    amount: text(amount) ?? "0",
    at: text(at),
    key: text(key),
  };
}

/** In the transaction that `ctx` carries. */
export function readJoined(ctx: Context, zone: string, query: SQL): Promise<Found> {
  return inWorkspace(ctx, async (tx) => {
    await tx.execute(sql`select set_config('TimeZone', ${zone}, true)`);
    const [row] = await tx.execute<Record<"lines" | "at" | "key", string | null> & Record<"rows" | "amount", string>>(
      query,
    );
    invariant(row, "an aggregate is one row");
    return { ...row, lines: Buffer.from(row.lines ?? ""), rows: Number(row.rows) };
  });
}

/** What is committed now: taken once, and everything that is written afterwards stays out. */
export function momentNow(ctx: Context): Promise<Moment> {
  return inWorkspace(ctx, async (tx) => {
    const [row] = await tx.execute<{ snapshot: string; at: string }>(
      sql`select ${snapshotNow} as snapshot, ${clockNow} as at`,
    );
    invariant(row, "the database knows what time it is");
    return { snapshot: row.snapshot, at: new Date(row.at) };
  });
}
