import { type SQL, sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { parseCredits } from "@/lib/credits";
import { invariant } from "@/lib/errors";
import type { Bounds } from "@/lib/time";
import type { Sight } from "./mask-recipient";
import { searchTerms } from "./search-terms";
import type { UsageFilter } from "./usage-filter";

/** What a filter asks of an event `u` and of its return `r`; `behind` narrows when it happened, and only that, to what stands behind a place. */
export function conditions(
  ctx: Context,
  country: string,
  filter: UsageFilter,
  bounds: Bounds,
  recipients: Sight,
  behind: (happened: Bounds) => Bounds = (happened) => happened,
): SQL {
  return together(
    sql`u.workspace_id = ${ctx.workspaceId}`,
    within(sql`u.occurred_at`, behind(filter.days ? happenedBefore(bounds) : bounds)),
    filter.days && within(sql`u.created_at`, bounds),
    among(sql`u.channel`, filter.channel),
    among(sql`u.kind`, filter.kind),
    among(sql`u.agent_id`, filter.agent),
    among(sql`u.number_id`, filter.number),
    among(sql`u.country`, filter.country),
    among(sql`u.feature`, filter.feature),
    among(sql`u.api_key_id`, filter.key),
    filter.fund && paidBy(filter.fund),
    among(
      sql`case when u.refusal is not null then 'refused' when r.key is not null then 'returned' else 'charged' end`,
      filter.status,
    ),
    filter.user !== undefined && sql`u.used_by = ${filter.user}`,
    filter.tag !== undefined && tagged(filter.tag),
    filter.min !== undefined && sql`u.amount_micro >= ${microText(filter.min)}::bigint`,
    filter.max !== undefined && sql`u.amount_micro <= ${microText(filter.max)}::bigint`,
    filter.q !== undefined && searched(ctx, country, filter.q, recipients),
  );
}

const dayMs = 86_400_000;

/** When what was posted within these bounds may have happened: 35 days before its report, or minutes after. The index goes by that. */
function happenedBefore({ start, end }: Bounds): Bounds {
  return { start: new Date(start.getTime() - 36 * dayMs), end: new Date(end.getTime() + dayMs) };
}

const paid = {
  plan: sql`u.plan_micro > 0`,
  promo: sql`u.promo_micro > 0`,
  wallet: sql`u.wallet_micro + u.debt_micro > 0`,
  number: sql`u.number_micro > 0`,
};

function paidBy(funds: readonly (keyof typeof paid)[]): SQL {
  return sql`(${sql.join(
    funds.map((fund) => paid[fund]),
    sql` or `,
  )})`;
}

export function together(...all: (SQL | false | undefined)[]): SQL {
  return sql.join(
    all.filter((one): one is SQL => Boolean(one)),
    sql` and `,
  );
}

export function within(column: SQL, { start, end }: Bounds): SQL {
  return sql`${column} >= ${start.toISOString()}::timestamptz and ${column} < ${end.toISOString()}::timestamptz`;
}

export function among(column: SQL, values: readonly string[] | undefined): SQL | undefined {
  if (!values) return undefined;
  const each = values.map((value) => sql`${value}`);
  return sql`${column} in (${sql.join(each, sql`, `)})`;
}

/** `campaign` has the tag at all, `campaign:june` with this value. */
function tagged(text: string): SQL {
  const [, name = text, value] = /^([^:]+):(.*)$/s.exec(text) ?? [];
  return value === undefined ? sql`u.tags ? ${name}` : sql`u.tags ->> ${name} = ${value}`;
}

/** Each way is a span of an index of its own. */
function searched(ctx: Context, country: string, text: string, recipients: Sight): SQL {
  const { whole, ending, key, reference } = searchTerms(text, country, recipients);
  const ways = [
    ...whole.map((recipient) => sql`u.recipient_reversed = reverse(${recipient})`),
    ...(ending ? [endsWith(ending)] : []),
    sql`(u.key = ${key}::uuid and u.occurred_at = (
      select y.occurred_at from usage_keys y where y.workspace_id = ${ctx.workspaceId} and y.key = ${key}::uuid
      order by y.created_at desc limit 1))`,
    sql`u.reference = ${reference}`,
  ];
  return sql`(${sql.join(ways, sql` or `)})`;
}

/** From its end on, digits are a prefix: everything from them up to the next that begins otherwise. */
function endsWith(digits: string): SQL {
  const first = [...digits].reverse().join("");
  const beyond = first.slice(0, -1) + String.fromCharCode(first.charCodeAt(first.length - 1) + 1);
  return sql`(u.recipient_reversed >= ${first} and u.recipient_reversed < ${beyond})`;
}

function microText(credits: number): string {
  const micro = parseCredits(String(credits));
  invariant(micro !== null, "an amount of the filter was read before");
  return String(micro);
}
