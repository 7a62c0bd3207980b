import type { Sql } from "postgres";
import { plainArray, textArray } from "@/lib/metering/array-literal";
import type { PricedEvent } from "@/lib/metering/priced-event";

const accounts = 10_000;

/** Tables of the same shape without anything that makes them books. */
export async function makeLimits(owner: Sql): Promise<void> {
  await owner.unsafe(`
    create schema raw;
    create table raw.events (like public.usage_events including all);
    create table raw.balances (id int primary key, balance bigint not null) with (fillfactor = 20);
    create table raw.entries (id bigint generated always as identity primary key, account int not null, amount bigint not null, balance bigint not null);
    create index on raw.entries (account, id);
    insert into raw.balances select i, 1000000000000 from generate_series(1, ${accounts}) i;`);
  await owner.unsafe("vacuum analyze raw.balances");
}

let seq = 0;

/** The rows of a batch, inserted and nothing else. */
export async function insertRows(sql: Sql, workspaceId: string, events: readonly PricedEvent[]): Promise<number> {
  const column = (pick: (event: PricedEvent) => string | number | bigint | null) => plainArray(events.map(pick));
  const text = (pick: (event: PricedEvent) => string | null) => textArray(events.map(pick));
  const first = seq;
  seq += events.length;
  await sql`
    insert into raw.events (workspace_id, key, occurred_at, day, seq, tx, channel, direction, kind, recipient, country, feature, agent_id,
        quantity, unit, price_micro, rate_id, amount_micro, plan_micro, wallet_micro, balance_after_micro, created_at)
    select ${workspaceId}, key, now(), day, ${first} + n, 1, channel, direction, kind, recipient, country, feature, agent, quantity, unit, price,
        rate, amount, 0, amount, 0, now()
    from unnest(${column(({ key }) => key)}::uuid[], ${column(({ day }) => day)}::date[], ${column(({ channel }) => channel)}::text[],
      ${column(({ direction }) => direction)}::text[], ${column(({ kind }) => kind)}::text[], ${text(({ recipient }) => recipient)}::text[],
      ${text(({ country }) => country)}::text[], ${text(({ feature }) => feature)}::text[], ${text(({ agentId }) => agentId)}::text[],
      ${column(({ quantity }) => quantity)}::int[], ${column(({ unit }) => unit)}::text[],
      ${column(({ rate }) => rate?.priceMicro ?? null)}::bigint[], ${text(({ rate }) => rate?.id ?? null)}::text[],
      ${column(({ amountMicro }) => amountMicro)}::bigint[])
      with ordinality as e(key, day, channel, direction, kind, recipient, country, feature, agent, quantity, unit, price, rate, amount, n)`;
  return events.length;
}

/** The least that could be called a debit: lower one balance, write one entry. */
export async function debitOnce(sql: Sql, hot: boolean): Promise<number> {
  const account = hot ? 1 : 1 + Math.floor(Math.random() * accounts);
  await sql`
    with paid as (update raw.balances set balance = balance - 1 where id = ${account} and balance >= 1 returning id, balance)
    insert into raw.entries (account, amount, balance) select id, -1, balance from paid`;
  return 1;
}
