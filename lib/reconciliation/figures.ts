import "server-only";
import { sql } from "drizzle-orm";
import { type Db, inSystem } from "@/db";
import type { BookFigures } from "@/db/schema/work";

/** What both sides of each comparison add up to, by workspace; of one moment, as one statement sees it. */
export function readFigures(db: Db, ids: readonly string[]): Promise<Map<string, BookFigures>> {
  const these = sql`${`{${ids.map((id) => JSON.stringify(id)).join(",")}}`}::text[]`;
  const both = (count: string, amount: string) =>
    sql`json_build_object('count', coalesce(${sql.raw(count)}, 0), 'amount', coalesce(${sql.raw(amount)}, 0)::text)`;
  return inSystem(db, async (tx) => {
    await tx.execute(sql`select set_config('statement_timeout', '0', true)`);
    const rows = await tx.execute<{ id: string; figures: BookFigures }>(sql`
      with j as (
        select workspace_id, sum(plan_micro + promo_micro + wallet_micro + held_micro) as amount
        from journal where workspace_id = any (${these}) group by workspace_id
      ), l as (
        select workspace_id, sum(remaining_micro + held_micro) as amount from lots where workspace_id = any (${these}) group by workspace_id
      ), p as (
        select workspace_id, sum(plan_micro + promo_micro + wallet_micro + held_micro) as amount, sum(debt_micro) as debt
        from pockets where workspace_id = any (${these}) group by workspace_id
      ), r as (
        select workspace_id, sum(amount_micro) as amount from usage_returns where workspace_id = any (${these}) group by workspace_id
      ), e as (
        select u.workspace_id, sum(u.count) as count, sum(u.amount) - coalesce(min(r.amount), 0) as amount
        from (
          select workspace_id, count(*) as count, sum(amount_micro) as amount
          from usage_events where workspace_id = any (${these}) and seq is not null group by workspace_id
          union all
          -- What is no longer in the log, as it was written down when it went.
          select workspace_id, sum(events), sum(plan_micro + promo_micro + wallet_micro + number_micro + debt_micro)
          from usage_summaries where workspace_id = any (${these}) group by workspace_id
        ) u left join r on r.workspace_id = u.workspace_id group by u.workspace_id
      ), q as (
        select workspace_id, sum(events) as count, sum(amount_micro) as amount
        from usage_quarters where workspace_id = any (${these}) group by workspace_id
      ), d as (
        select workspace_id, sum(events) as count, sum(amount_micro) as amount
        from usage_days where workspace_id = any (${these}) group by workspace_id
      ), b as (
        select workspace_id, count(*) as count, sum(total_minor) as amount, sum(credits_micro) as credits
        from purchases where workspace_id = any (${these}) and status = 'paid' group by workspace_id
      ), y as (
        -- What came beyond a price, or a second time, is money to give back. What a person let pass counts as the price.
        select p.workspace_id, count(*) as count, sum(case when a.passed then p.total_minor else least(a.received, p.total_minor) end) as amount
        from purchases p
        cross join lateral (
          select max(y.received_minor) as received,
            exists (select from reviews r where r.purchase_id = p.id and r.state in ('accepted', 'matched')) as passed
          from payments y where y.workspace_id = p.workspace_id and y.purchase_id = p.id and y.status = 'paid' and y.currency = p.currency
        ) a
        where p.workspace_id = any (${these}) and p.status = 'paid' and a.received is not null group by p.workspace_id
      ), i as (
        select workspace_id, count(*) as count, sum(total_minor) as amount
        from invoices where workspace_id = any (${these}) and kind = 'invoice' group by workspace_id
      ), g as (
        select workspace_id, sum(-paid_micro) as amount
        from journal where workspace_id = any (${these}) and kind = 'purchase' and reference ~ '^pur_[0-9a-z]{26}$' group by workspace_id
      )
      select w.id, json_build_object('sales', json_build_object('purchases', ${both("b.count", "b.amount")},
          'payments', ${both("y.count", "y.amount")}, 'invoices', ${both("i.count", "i.amount")},
          'bought', coalesce(b.credits, 0)::text, 'granted', coalesce(g.amount, 0)::text),
        'entries', coalesce(j.amount, 0)::text, 'lots', coalesce(l.amount, 0)::text,
        'pockets', coalesce(p.amount, 0)::text, 'debt', coalesce(p.debt, 0)::text, 'events', ${both("e.count", "e.amount")},
        'quarters', ${both("q.count", "q.amount")}, 'days', ${both("d.count", "d.amount")}) as figures
      from workspaces w
      left join j on j.workspace_id = w.id left join l on l.workspace_id = w.id left join p on p.workspace_id = w.id
      left join e on e.workspace_id = w.id left join q on q.workspace_id = w.id left join d on d.workspace_id = w.id
      left join b on b.workspace_id = w.id left join y on y.workspace_id = w.id left join i on i.workspace_id = w.id
      left join g on g.workspace_id = w.id
      where w.id = any (${these})`);
    return new Map(rows.map(({ id, figures }) => [id, figures]));
  });
}
