import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import type { Context } from "@/lib/context";
import { invariant } from "@/lib/errors";
import type { UsageCursor, UsagePlace } from "@/lib/metering/list-usage";
import type { Sight } from "@/lib/metering/mask-recipient";
import { clockNow, type Moment, snapshotNow, writtenBy } from "@/lib/metering/moment";
import { conditions } from "@/lib/metering/usage-conditions";
import type { UsageFilter } from "@/lib/metering/usage-filter";
import { type LocalDay, rangeBounds } from "@/lib/time";
import { csvLine } from "./csv-line";
import { type CsvFormat, dialects } from "./formats";

/** Everything that decides what stands in a file: the same again gives the same bytes. */
export type CsvOrder = {
  place: UsagePlace;
  filter: UsageFilter & { from: LocalDay; to: LocalDay };
  format: CsvFormat;
  /** The zone of the column `timestamp`. */
  zone: string;
  recipients: Sight;
  /** How whoever asks sees recipients, which decides what a search for one may find; as in the file if left out. */
  sight?: Sight;
  moment: Moment;
};

export type CsvPage = { text: string; rows: number; amountMicro: bigint; next: UsageCursor | null };

/** The lines after a place in the log, in the order of the screen, written by the database. */
export function csvPage(ctx: Context, order: CsvOrder, after: UsageCursor | null, limit: number): Promise<CsvPage> {
  const { place, filter, moment, recipients, sight = recipients, zone } = order;
  const bounds = rangeBounds(filter.from, filter.to, place.timeZone);
  return inWorkspace(ctx, async (tx) => {
    await tx.execute(sql`select set_config('TimeZone', ${zone}, true)`);
    const [answer] = await tx.execute<Answer>(sql`
      select string_agg(line, E'\r\n') || E'\r\n' as text, count(*)::int as rows, coalesce(sum(net), 0)::text as amount,
        (extract(epoch from (array_agg(occurred_at))[count(*)]) * 1000000)::bigint::text as at, (array_agg(key))[count(*)] as key
      from (
        select ${csvLine(dialects[order.format], recipients)} as line, case when p.is_returned then 0 else p.amount_micro end as net,
          p.occurred_at, p.key
        from (
          select u.*, r.key is not null as is_returned, r.reason as return_reason
          from usage_events u
          left join usage_returns r on r.workspace_id = u.workspace_id and r.key = u.key and r.occurred_at = u.occurred_at
            and ${writtenBy(moment, sql`r`, sql`r.returned_at`)}
          where ${conditions(ctx, place.country, filter, bounds, sight)} and ${writtenBy(moment, sql`u`, sql`u.created_at`)}
            ${after ? sql`and ${beyond(after)}` : sql``}
          order by u.occurred_at desc, u.key desc limit ${limit}
        ) p
      ) lines`);
    invariant(answer, "an aggregate is one row");
    const { text, rows, amount, at, key } = answer;
    const isFull = rows === limit && at !== null && key !== null;
    return { text: text ?? "", rows, amountMicro: BigInt(amount), next: isFull ? { atMicros: at, key } : null };
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

type Answer = { text: string | null; rows: number; amount: string; at: string | null; key: string | null };

/** The first half is for the planner, which leaves out the months it rules out. */
function beyond({ atMicros, key }: UsageCursor): SQL {
  const moment = sql`(timestamptz 'epoch' + ${atMicros}::bigint * interval '1 microsecond')`;
  return sql`u.occurred_at <= ${moment} and (u.occurred_at, u.key) < (${moment}, ${key}::uuid)`;
}
