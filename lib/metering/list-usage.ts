import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { askOften, askOnce, inWorkspace } from "@/db";
import type { Context } from "@/lib/context";
import { AppError, invariant } from "@/lib/errors";
import { addDays, type Bounds, daysBetween, type LocalDay, localDay, rangeBounds } from "@/lib/time";
import { type Charged, eventCosts } from "./event-costs";
import { singleDays } from "./kept-from";
import { maskRecipient, type Sight } from "./mask-recipient";
import { clockNow, type Moment, snapshotNow } from "./moment";
import { conditions } from "./usage-conditions";
import type { UsageFilter } from "./usage-filter";
import { beyond, boundsBeyond, inOrderOf, isByTime, mostSorted, sortsFor, type UsageSort } from "./usage-sort";
import { type Days, isOfDays, readTotals, type TotalsRow, totalsOf, type UsageTotals } from "./usage-totals";

export type UsageRow = {
  id: string;
  occurredAt: Date;
  createdAt: Date;
  channel: string;
  direction: "outbound" | "inbound";
  kind: string;
  recipient: string | null;
  country: string | null;
  feature: string | null;
  agent: string | null;
  number: string | null;
  user: string | null;
  apiKey: string | null;
  quantity: number;
  unit: string;
  /** Of one unit, in credits; null where no rate was found. */
  priceMicro: bigint | null;
  amountMicro: bigint;
  planMicro: bigint;
  promoMicro: bigint;
  walletMicro: bigint;
  numberMicro: bigint;
  debtMicro: bigint;
  balanceMicro: bigint | null;
  refusal: string | null;
  returnedAt: Date | null;
  reference: string | null;
  tags: Record<string, string> | null;
  /** Its entry in the books and its number there; null of what was refused. */
  tx: bigint | null;
  seq: bigint | null;
  cursor: UsageCursor;
};

/** Where a page ends: the event's moment in microseconds, and its key. */
export type UsageCursor = { atMicros: string; key: string };

export type UsageList = {
  rows: UsageRow[];
  next: UsageCursor | null;
  /** The order the rows stand in: by time, where they are too many for the one that was asked for. */
  sort: UsageSort;
  totals: UsageTotals;
  from: LocalDay;
  to: LocalDay;
  /** The first day whose items are single, where the days asked for begin before it: the list, its totals and its file begin here. */
  keptFrom: LocalDay | null;
  /** What all of it was read of. */
  moment: Moment;
};

export type UsagePlace = { timeZone: string; country: string };
const usualDays = 30;
const mostDays = 366;

type Page = { after: UsageCursor | null; limit: number; recipients: Sight; sort?: UsageSort };

/** One page, newest first if nothing else is asked, and the totals of everything the filter finds, both of one moment. */
export async function listUsage(ctx: Context, place: UsagePlace, filter: UsageFilter, page: Page): Promise<UsageList> {
  const sort = await sortFor(ctx, place, filter, page);
  const asked = { ...daysAsked(ctx, place, filter), timeZone: place.timeZone };
  const { from, to } = asked;
  const days = await singleDays(ctx, asked);
  const answer = await askTotals<Answer>(ctx, filter, days, (totals) =>
    pageOf(ctx, place, filter, { page, sort, days }, totals),
  );
  const rows = (JSON.parse(answer.page) as Raw[]).map((raw) => rowOf(raw, page.recipients));
  const shown = rows.slice(0, page.limit);
  return {
    rows: shown,
    next: rows.length > shown.length ? (shown.at(-1)?.cursor ?? null) : null,
    sort,
    totals: readTotals(answer),
    from,
    to,
    keptFrom: days.from === from ? null : days.from,
    moment: { snapshot: answer.snapshot, at: new Date(answer.at) },
  };
}

type Wanted = { page: Page; sort: UsageSort; days: Days };

/** The page and the totals in one statement. A search is made once for both; the rest is read as far as each needs it. */
function pageOf(ctx: Context, place: UsagePlace, filter: UsageFilter, { page, sort, days }: Wanted, totals: SQL): SQL {
  const { after, recipients } = page;
  const bounds = rangeBounds(days.from, days.to, days.timeZone);
  const behind = (happened: Bounds) => boundsBeyond(happened, sort, after);
  const ofPage = sql`(${hitsOf(ctx, place, filter, bounds, recipients, behind)})`;
  // As a literal: a plan that is made for any number of rows is one for a tenth of the log.
  const limit = sql.raw(String(page.limit + 1));
  return sql`
    with hits as ${howOften(filter)} (${hitsOf(ctx, place, filter, bounds, recipients)}), page as (
      select *, row_number() over (order by ${inOrderOf(sort)}) as ord from (
        select * from ${filter.q === undefined ? ofPage : sql`hits`} u ${after ? sql`where ${beyond(ctx, sort, after)}` : sql``}
        order by ${inOrderOf(sort)} limit ${limit}
      ) u
    )
    select totals.*, ${snapshotNow} as snapshot, ${clockNow} as at, (select coalesce(json_agg(${rowJson} order by ord), '[]')::text from page) as page
    from (${totals}) totals`;
}

/** One row with the totals: of the days, or of something else where their answer does not hold. */
async function askTotals<Row extends TotalsRow>(
  ctx: Context,
  filter: UsageFilter,
  days: Days,
  statement: (totals: SQL) => SQL,
): Promise<Row> {
  const { told, otherwise } = totalsOf(ctx, filter, days);
  const ask = async (totals: SQL) => {
    const query = statement(totals);
    const [row] = await (isOfDays(filter) ? askOften<Row>(ctx, query) : askOnce<Row>(ctx, query));
    invariant(row, "totals are one row");
    return row;
  };
  const row = await ask(told);
  return row.holds || !otherwise ? row : ask(otherwise);
}

/** What the credits of a page's events had cost, by their number. */
export function costsOf(ctx: Context, rows: readonly Charged[]): Promise<Map<bigint, bigint>> {
  return inWorkspace(ctx, (tx) => eventCosts(tx, ctx, rows));
}

/** The order that can be had: of too many rows none but time's, and none that would tell what this reader may not see. */
async function sortFor(ctx: Context, place: UsagePlace, filter: UsageFilter, page: Page): Promise<UsageSort> {
  const sort = sortsFor(page.recipients).find((one) => one === page.sort) ?? "-time";
  if (isByTime(sort)) return sort;
  const { events } = await sumUsage(ctx, place, filter, page.recipients);
  return events > mostSorted ? "-time" : sort;
}

/** For those who must have the order they ask for, or be told. */
export async function checkSort(
  ctx: Context,
  place: UsagePlace,
  filter: UsageFilter,
  page: Pick<Page, "recipients"> & { sort: UsageSort },
): Promise<void> {
  if (!sortsFor(page.recipients).includes(page.sort)) throw new AppError("invalid", "sort_masked", { field: "sort" });
  const sort = await sortFor(ctx, place, filter, { ...page, after: null, limit: 0 });
  if (sort !== page.sort)
    throw new AppError("invalid", "too_many_to_sort", { field: "sort", values: { most: mostSorted } });
}

/** The totals of everything the filter finds, without its rows. */
export async function sumUsage(
  ctx: Context,
  place: UsagePlace,
  filter: UsageFilter,
  sight: Sight,
): Promise<UsageTotals> {
  const days = await singleDays(ctx, { ...daysAsked(ctx, place, filter), timeZone: place.timeZone });
  const bounds = rangeBounds(days.from, days.to, place.timeZone);
  const row = await askTotals<TotalsRow>(
    ctx,
    filter,
    days,
    (totals) => sql`
      with hits as not materialized (${hitsOf(ctx, place, filter, bounds, sight)})
      select * from (${totals}) totals`,
  );
  return readTotals(row);
}

/** What a search finds is little, and found once for the page and the totals; the rest is read as far as each needs it. */
function howOften({ q }: UsageFilter): SQL {
  return q === undefined ? sql`not materialized` : sql`materialized`;
}

function hitsOf(
  ctx: Context,
  { country }: UsagePlace,
  filter: UsageFilter,
  bounds: Bounds,
  sight: Sight,
  behind?: (happened: Bounds) => Bounds,
): SQL {
  return sql`select u.*, r.returned_at from usage_events u
    left join usage_returns r on r.workspace_id = u.workspace_id and r.key = u.key and r.occurred_at = u.occurred_at
    where ${conditions(ctx, country, filter, bounds, sight, behind)}`;
}

/** The days a filter speaks of: what it leaves out is the last thirty. More than a year is refused, but to a search, which goes by an index. */
export function daysAsked(ctx: Context, { timeZone }: UsagePlace, filter: Pick<UsageFilter, "from" | "to" | "q">) {
  const to = filter.to ?? localDay(ctx.now, timeZone);
  const from = filter.from ?? addDays(to, 1 - usualDays);
  if (from > to) throw new AppError("invalid", "days_reversed", { field: "from" });
  if (filter.q === undefined && daysBetween(from, to) >= mostDays) {
    throw new AppError("invalid", "too_many_days", { field: "from", values: { days: mostDays } });
  }
  return { from, to };
}

type Answer = TotalsRow & { snapshot: string; at: string; page: string };

const rowJson = sql`json_build_array(key, external_id, (extract(epoch from occurred_at) * 1000000)::bigint::text, created_at, channel, direction, kind,
  recipient, country, feature, agent_id, number_id, used_by, api_key_id, quantity, unit, price_micro::text, amount_micro::text, plan_micro::text, promo_micro::text,
  wallet_micro::text, number_micro::text, debt_micro::text, balance_after_micro::text, refusal, returned_at, reference, tags, tx::text, seq::text)`;

type Text = string | null;
type Raw = [
  key: string,
  externalId: Text,
  atMicros: string,
  createdAt: string,
  channel: string,
  direction: UsageRow["direction"],
  kind: string,
  recipient: Text,
  country: Text,
  feature: Text,
  agent: Text,
  number: Text,
  user: Text,
  apiKey: Text,
  quantity: number,
  unit: string,
  price: Text,
  amount: string,
  plan: string,
  promo: string,
  wallet: string,
  fromNumber: string,
  debt: string,
  balance: Text,
  refusal: Text,
  returnedAt: Text,
  reference: Text,
  tags: UsageRow["tags"],
  tx: Text,
  seq: Text,
];

function rowOf(raw: Raw, sight: Sight): UsageRow {
  const [key, externalId, atMicros, createdAt, channel, direction, kind, ...rest] = raw;
  const [recipient, country, feature, agent, number, user, apiKey, quantity, unit, price, ...amounts] = rest;
  const [amount, plan, promo, wallet, fromNumber, debt, balance, refusal, returnedAt, reference, tags, tx, seq] =
    amounts;
  return {
    id: externalId ?? key,
    occurredAt: new Date(Number(BigInt(atMicros) / 1000n)),
    createdAt: new Date(createdAt),
    channel,
    direction,
    kind,
    recipient: recipient !== null && sight === "masked" ? maskRecipient(recipient) : recipient,
    country,
    feature,
    agent,
    number,
    user,
    apiKey,
    quantity,
    unit,
    priceMicro: price === null ? null : BigInt(price),
    amountMicro: BigInt(amount),
    planMicro: BigInt(plan),
    promoMicro: BigInt(promo),
    walletMicro: BigInt(wallet),
    numberMicro: BigInt(fromNumber),
    debtMicro: BigInt(debt),
    balanceMicro: balance === null ? null : BigInt(balance),
    refusal,
    returnedAt: returnedAt === null ? null : new Date(returnedAt),
    reference,
    tags,
    tx: tx === null ? null : BigInt(tx),
    seq: seq === null ? null : BigInt(seq),
    cursor: { atMicros, key },
  };
}
