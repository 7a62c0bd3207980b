import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import type { Context } from "@/lib/context";
import { parseCredits } from "@/lib/credits";
import { invariant } from "@/lib/errors";
import { addDays, type LocalDay, localDay, rangeBounds } from "@/lib/time";
import { searchTerms } from "./search-terms";
import type { UsageFilter } from "./usage-filter";

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
  cursor: UsageCursor;
};

/** Where a page ends: the event's moment in microseconds, and its key. */
export type UsageCursor = { atMicros: string; key: string };

export type UsageTotals = {
  events: number;
  charged: number;
  refused: number;
  returned: number;
  /** What was charged, without what was given back. */
  amountMicro: bigint;
};

export type UsageList = {
  rows: UsageRow[];
  next: UsageCursor | null;
  totals: UsageTotals;
  from: LocalDay;
  to: LocalDay;
};

type Place = { timeZone: string; country: string };
const usualDays = 30;

/** One page, newest first, and the totals of everything the filter finds, both of one moment. */
export function listUsage(
  ctx: Context,
  place: Place,
  filter: UsageFilter,
  page: { after: UsageCursor | null; limit: number },
): Promise<UsageList> {
  const to = filter.to ?? localDay(ctx.now, place.timeZone);
  const from = filter.from ?? addDays(to, 1 - usualDays);
  return inWorkspace(ctx, async (tx) => {
    const [answer] = await tx.execute<Answer>(sql`
      with hits as not materialized (
        select u.*, r.returned_at from usage_events u
        left join usage_returns r on r.workspace_id = u.workspace_id and r.key = u.key and r.occurred_at = u.occurred_at
        where ${conditions(ctx, place, { ...filter, from, to })}
      ), page as (
        select *, row_number() over (order by occurred_at desc, key desc) as ord from (
          select * from hits ${page.after ? sql`where ${before(page.after)}` : sql``}
          order by occurred_at desc, key desc limit ${page.limit + 1}
        ) p
      )
      select count(*)::int as events, count(*) filter (where refusal is null)::int as charged, count(refusal)::int as refused,
        count(returned_at)::int as returned, coalesce(sum(amount_micro) filter (where returned_at is null), 0)::text as amount,
        (select coalesce(json_agg(${rowJson} order by ord), '[]')::text from page) as page
      from hits`);
    invariant(answer, "totals are one row");
    const rows = (JSON.parse(answer.page) as Raw[]).map(rowOf);
    const shown = rows.slice(0, page.limit);
    const { events, charged, refused, returned } = answer;
    return {
      rows: shown,
      next: rows.length > shown.length ? (shown.at(-1)?.cursor ?? null) : null,
      totals: { events, charged, refused, returned, amountMicro: BigInt(answer.amount) },
      from,
      to,
    };
  });
}

type Answer = {
  events: number;
  charged: number;
  refused: number;
  returned: number;
  amount: string;
  page: string;
};

function before({ atMicros, key }: UsageCursor): SQL {
  const moment = sql`timestamptz 'epoch' + ${atMicros}::bigint * interval '1 microsecond'`;
  return sql`(occurred_at, key) < (${moment}, ${key}::uuid)`;
}

function conditions(ctx: Context, place: Place, filter: UsageFilter & { from: LocalDay; to: LocalDay }): SQL {
  const { start, end } = rangeBounds(filter.from, filter.to, place.timeZone);
  const among = (column: SQL, values: readonly string[] | undefined) =>
    values &&
    sql`${column} in (${sql.join(
      values.map((value) => sql`${value}`),
      sql`, `,
    )})`;
  const all = [
    sql`u.workspace_id = ${ctx.workspaceId}`,
    sql`u.occurred_at >= ${start.toISOString()}::timestamptz and u.occurred_at < ${end.toISOString()}::timestamptz`,
    among(sql`u.channel`, filter.channel),
    among(sql`u.agent_id`, filter.agent),
    among(sql`u.number_id`, filter.number),
    among(sql`u.country`, filter.country),
    among(sql`u.feature`, filter.feature),
    among(sql`u.api_key_id`, filter.key),
    among(
      sql`case when u.refusal is not null then 'refused' when r.key is not null then 'returned' else 'charged' end`,
      filter.status,
    ),
    filter.user !== undefined && sql`u.used_by = ${filter.user}`,
    filter.tag !== undefined && tagged(filter.tag),
    filter.min !== undefined && sql`u.amount_micro >= ${microText(filter.min)}::bigint`,
    filter.max !== undefined && sql`u.amount_micro <= ${microText(filter.max)}::bigint`,
    filter.q !== undefined && searched(filter.q, place.country),
  ];
  return sql.join(
    all.filter((one): one is SQL => Boolean(one)),
    sql` and `,
  );
}

/** `campaign` has the tag at all, `campaign:june` with this value. */
function tagged(text: string): SQL {
  const [, name = text, value] = /^([^:]+):(.*)$/s.exec(text) ?? [];
  return value === undefined ? sql`u.tags ? ${name}` : sql`u.tags ->> ${name} = ${value}`;
}

function searched(text: string, country: string): SQL {
  const { whole, ending, key, reference } = searchTerms(text, country);
  const ways = [
    ...whole.map((recipient) => sql`u.recipient = ${recipient}`),
    ...(ending ? [sql`u.recipient like ${`%${ending}`}`] : []),
    sql`u.key = ${key}::uuid`,
    sql`u.reference = ${reference}`,
  ];
  return sql`(${sql.join(ways, sql` or `)})`;
}

function microText(credits: number): string {
  const micro = parseCredits(String(credits));
  invariant(micro !== null, "an amount of the filter was read before");
  return String(micro);
}

const rowJson = sql`json_build_array(key, external_id, (extract(epoch from occurred_at) * 1000000)::bigint::text, created_at, channel, direction, kind,
  recipient, country, feature, agent_id, number_id, used_by, api_key_id, quantity, unit, amount_micro::text, plan_micro::text, promo_micro::text,
  wallet_micro::text, number_micro::text, debt_micro::text, balance_after_micro::text, refusal, returned_at, reference, tags)`;

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
];

function rowOf(raw: Raw): UsageRow {
  const [key, externalId, atMicros, createdAt, channel, direction, kind, ...rest] = raw;
  const [recipient, country, feature, agent, number, user, apiKey, quantity, unit, ...amounts] = rest;
  const [amount, plan, promo, wallet, fromNumber, debt, balance, refusal, returnedAt, reference, tags] = amounts;
  return {
    id: externalId ?? key,
    occurredAt: new Date(Number(BigInt(atMicros) / 1000n)),
    createdAt: new Date(createdAt),
    channel,
    direction,
    kind,
    recipient,
    country,
    feature,
    agent,
    number,
    user,
    apiKey,
    quantity,
    unit,
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
    cursor: { atMicros, key },
  };
}
