import { sql } from "drizzle-orm";
import type { Rule } from "./rule";
import { seqOfReturn, summarisedOf } from "./summarised";

export const summaryRules: readonly Rule[] = [
  {
    name: "summary-continues",
    says: "what was summarised is told piece after piece, from the first event on and without leaving one out",
    find: ({ these }) => sql`
      select x.workspace_id, 'usage_summaries' as "table", concat_ws(' ', x.n, c.name) as key, c.due::text as expected, c.stands::text as found
      from (
        select z.*, lag(n, 1, 0) over w as n_before, lag(through_seq, 1, 0::bigint) over w as seq_before,
          lag(through_tx, 1, 0::bigint) over w as tx_before, lag(kept_from) over w as kept_before
        from usage_summaries z where workspace_id = any (${these}) window w as (partition by workspace_id order by n)
      ) x
      cross join lateral (values
        ('n', (x.n_before + 1)::text, x.n::text), ('through_seq', (x.seq_before + x.events)::text, x.through_seq::text),
        ('through_tx', greatest(x.tx_before, x.through_tx)::text, x.through_tx::text),
        ('kept_from', greatest(x.kept_before, x.kept_from)::text, x.kept_from::text)) as c(name, due, stands)
      where c.due <> c.stands`,
  },
  {
    name: "summary-and-journal",
    says: "what was summarised used what the journal and the lots say of its transactions, and left the balance they left",
    find: ({ these }) => sql`
      with z as (
        select *, lag(through_tx, 1, 0::bigint) over (partition by workspace_id order by n) as after_tx
        from usage_summaries where workspace_id = any (${these})
      ), told as (
        select z.workspace_id, z.n, coalesce(sum(j.last_seq - j.first_seq + 1) filter (where j.pocket = 'main'), 0) as events,
          coalesce(sum(j.debt_micro), 0) as debt,
          min(j.plan_after_micro + j.promo_after_micro + j.wallet_after_micro - j.debt_after_micro)
            filter (where j.pocket = 'main' and j.tx = z.through_tx) as balance
        from z left join journal j on j.workspace_id = z.workspace_id and j.tx > z.after_tx and j.tx <= z.through_tx and j.kind in ('usage', 'settle')
        group by z.workspace_id, z.n
      ), drawn as (
        select z.workspace_id, z.n, coalesce(sum(e.used_micro) filter (where l.fund = 'plan'), 0) as plan,
          coalesce(sum(e.used_micro) filter (where l.fund = 'promo'), 0) as promo,
          coalesce(sum(e.used_micro) filter (where l.fund = 'wallet' and l.pocket = 'main'), 0) as wallet,
          coalesce(sum(e.used_micro) filter (where l.pocket <> 'main'), 0) as number
        from z
        join journal j on j.workspace_id = z.workspace_id and j.tx > z.after_tx and j.tx <= z.through_tx and j.kind in ('usage', 'settle')
          and j.pocket = 'main'
        join lot_entries e on e.workspace_id = j.workspace_id and e.tx = j.tx
        join lots l on l.workspace_id = e.workspace_id and l.id = e.lot_id
        group by z.workspace_id, z.n
      )
      select z.workspace_id, 'usage_summaries' as "table", concat_ws(' ', z.n, c.name) as key, c.told as expected, c.stands as found
      from z join told t on t.workspace_id = z.workspace_id and t.n = z.n
      left join drawn d on d.workspace_id = z.workspace_id and d.n = z.n
      cross join lateral (values
        ('events', t.events, z.events), ('debt_micro', t.debt, z.debt_micro), ('plan_micro', coalesce(d.plan, 0), z.plan_micro),
        ('promo_micro', coalesce(d.promo, 0), z.promo_micro), ('wallet_micro', coalesce(d.wallet, 0), z.wallet_micro),
        ('number_micro', coalesce(d.number, 0), z.number_micro),
        ('balance_after_micro', case when z.events > 0 then t.balance else z.balance_after_micro end, z.balance_after_micro)) as c(name, told, stands)
      where c.told is distinct from c.stands`,
  },
  {
    name: "summary-and-rollups",
    says: "the summarised parts of days, quarter hours, months and statements add up to what the record says, less what was given back",
    find: ({ these }) => sql`
      with record as (
        select workspace_id, sum(events) as events, sum(refused) as refused, sum(returned_micro) as returned,
          sum(plan_micro + promo_micro + wallet_micro + number_micro + debt_micro - returned_micro) as net
        from usage_summaries where workspace_id = any (${these}) group by workspace_id
      ), days as (
        select workspace_id, sum(summed_events) as events, sum(summed_refused) as refused, sum(summed_amount_micro) as net
        from usage_days where workspace_id = any (${these}) group by workspace_id
      ), quarters as (
        select workspace_id, sum(summed_events) as events, sum(summed_amount_micro) as net
        from usage_quarters where workspace_id = any (${these}) group by workspace_id
      ), months as (
        select workspace_id, sum(summed_used_micro) as net from budgets where workspace_id = any (${these}) and scope = 'workspace' group by workspace_id
      ), posted as (
        select workspace_id, -sum(summed_amount_micro) as gross from posted_quarters where workspace_id = any (${these}) group by workspace_id
      ), given_back as (
        select j.workspace_id, -sum(j.used_micro) as amount
        from journal j join (${summarisedOf(these)}) s on s.workspace_id = j.workspace_id and ${seqOfReturn(sql`j`)} <= s.seq
        where j.kind = 'return' group by j.workspace_id
      )
      select w.id as workspace_id, c."table", c.name as key, coalesce(c.due, 0) as expected, coalesce(c.stands, 0) as found
      from unnest(${these}) w(id)
      left join record r on r.workspace_id = w.id left join days d on d.workspace_id = w.id
      left join quarters q on q.workspace_id = w.id left join months m on m.workspace_id = w.id left join given_back g on g.workspace_id = w.id
      left join posted p on p.workspace_id = w.id
      cross join lateral (values
        ('usage_days', 'summed_events', r.events, d.events), ('usage_days', 'summed_refused', r.refused, d.refused),
        ('usage_days', 'summed_amount_micro', r.net, d.net), ('usage_quarters', 'summed_events', r.events, q.events),
        ('usage_quarters', 'summed_amount_micro', r.net, q.net), ('budgets', 'summed_used_micro', r.net, m.net),
        ('posted_quarters', 'summed_amount_micro', r.net + r.returned, p.gross),
        ('usage_summaries', 'returned_micro', g.amount, r.returned)) as c("table", name, due, stands)
      where coalesce(c.due, 0) <> coalesce(c.stands, 0)
      union all
      select coalesce(d.workspace_id, q.workspace_id), 'usage_days', concat_ws(' ', coalesce(d.channel, q.channel), coalesce(d.feature, q.feature), c.name),
        c.quarters, c.days
      from (
        select workspace_id, channel, feature, sum(summed_events) as events, sum(summed_quantity) as quantity, sum(summed_amount_micro) as net
        from usage_days where workspace_id = any (${these}) group by workspace_id, channel, feature
      ) d
      full join (
        select workspace_id, channel, feature, sum(summed_events) as events, sum(summed_quantity) as quantity, sum(summed_amount_micro) as net
        from usage_quarters where workspace_id = any (${these}) group by workspace_id, channel, feature
      ) q on q.workspace_id = d.workspace_id and q.channel = d.channel and q.feature = d.feature
      cross join lateral (values
        ('summed_events', coalesce(q.events, 0), coalesce(d.events, 0)), ('summed_quantity', coalesce(q.quantity, 0), coalesce(d.quantity, 0)),
        ('summed_amount_micro', coalesce(q.net, 0), coalesce(d.net, 0))) as c(name, quarters, days)
      where c.quarters <> c.days`,
  },
];
