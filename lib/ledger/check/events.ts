import { sql } from "drizzle-orm";
import type { Rule } from "./rule";
import { seqOfReturn, summarisedOf } from "./summarised";

export const eventRules: readonly Rule[] = [
  {
    name: "event-gap-free",
    says: "charged events are numbered without a gap, from the last summarised one up to the main pocket's count",
    find: ({ these }) => sql`
      with summarised as (${summarisedOf(these)})
      select workspace_id, 'usage_events' as "table", concat_ws(' ', 'seq', seq, key) as key, before + 1 as expected, seq as found
      from (
        select u.workspace_id, u.key, u.seq,
          coalesce(lag(u.seq) over (partition by u.workspace_id order by u.seq), s.seq, 0) as before
        from usage_events u left join summarised s on s.workspace_id = u.workspace_id
        where u.workspace_id = any (${these}) and u.seq is not null
      ) e where seq <> before + 1
      union all
      select p.workspace_id, 'pockets', 'main seq', coalesce(e.last, s.seq, 0), p.seq
      from pockets p left join (
        select workspace_id, max(seq) as last from usage_events where workspace_id = any (${these}) and seq is not null group by workspace_id
      ) e on e.workspace_id = p.workspace_id
      left join summarised s on s.workspace_id = p.workspace_id
      where p.workspace_id = any (${these}) and p.id = 'main' and coalesce(e.last, s.seq, 0) <> p.seq`,
  },
  {
    name: "event-whole",
    says: "an event costs what its funds paid, and one that was refused costs nothing",
    find: ({ these }) => sql`
      select workspace_id, 'usage_events' as "table", key::text as key,
        case when refusal is null then plan_micro + promo_micro + wallet_micro + number_micro + debt_micro else 0 end as expected,
        amount_micro as found
      from usage_events where workspace_id = any (${these})
        and (amount_micro <> plan_micro + promo_micro + wallet_micro + number_micro + debt_micro
          or least(plan_micro, promo_micro, wallet_micro, number_micro, debt_micro) < 0
          or refusal is not null and amount_micro <> 0
          or (seq is null) <> (refusal is not null) or (seq is null) <> (tx is null))`,
  },
  {
    name: "event-and-journal",
    says: "a usage row of the journal stands for its events: their sum, the first and the last of them",
    find: ({ these }) => sql`
      with summarised as (${summarisedOf(these)}), e as (
        select workspace_id, tx, plan_micro, promo_micro, wallet_micro, number_micro, number_id, debt_micro, seq
        from usage_events where workspace_id = any (${these}) and seq is not null
      ), summed as (
        select workspace_id, tx, 'main' as pocket, sum(plan_micro + promo_micro + wallet_micro + debt_micro) as used, sum(debt_micro) as debt,
          min(seq) as first_seq, max(seq) as last_seq
        from e group by workspace_id, tx
        union all
        select workspace_id, tx, number_id, sum(number_micro), 0, null, null from e where number_micro <> 0 group by workspace_id, tx, number_id
      )
      select coalesce(j.workspace_id, s.workspace_id) as workspace_id, 'journal' as "table",
        concat_ws(' ', 'tx', coalesce(j.tx, s.tx), coalesce(j.pocket, s.pocket), c.name) as key, c.events as expected, c.stands as found
      from (
        select x.* from journal x left join summarised m on m.workspace_id = x.workspace_id
        where x.workspace_id = any (${these}) and x.kind in ('usage', 'settle') and x.tx > coalesce(m.tx, 0)
      ) j
      full join summed s on s.workspace_id = j.workspace_id and s.tx = j.tx and s.pocket = j.pocket
      cross join lateral (values
        ('used_micro', coalesce(s.used, 0), coalesce(j.used_micro, 0)), ('debt_micro', coalesce(s.debt, 0), coalesce(j.debt_micro, 0)),
        ('first_seq', s.first_seq, case when s.first_seq is not null or j.pocket = 'main' then j.first_seq end),
        ('last_seq', s.last_seq, case when s.last_seq is not null or j.pocket = 'main' then j.last_seq end)) as c(name, events, stands)
      where c.events is distinct from c.stands`,
  },
  {
    name: "event-running-balance",
    says: "an event leaves behind the balance before it less what it took, and the last of a transaction what the journal says",
    find: ({ these }) => sql`
      select e.workspace_id, 'usage_events' as "table", concat_ws(' ', 'seq', e.seq, e.key) as key,
        j.plan_after_micro + j.promo_after_micro + j.wallet_after_micro - j.debt_after_micro + e.taken_later as expected,
        e.balance_after_micro as found
      from (
        select workspace_id, tx, seq, key, balance_after_micro, coalesce(sum(plan_micro + promo_micro + wallet_micro) over (
          partition by workspace_id, tx order by seq desc rows between unbounded preceding and 1 preceding), 0) as taken_later
        from usage_events where workspace_id = any (${these}) and seq is not null
      ) e
      join journal j on j.workspace_id = e.workspace_id and j.tx = e.tx and j.pocket = 'main'
      where e.balance_after_micro is distinct from
        j.plan_after_micro + j.promo_after_micro + j.wallet_after_micro - j.debt_after_micro + e.taken_later`,
  },
  {
    name: "event-returned-once",
    says: "a return gives back exactly what its event took, in one transaction of that sum",
    find: ({ these }) => sql`
      with summarised as (${summarisedOf(these)})
      select r.workspace_id, 'usage_returns' as "table", concat_ws(' ', r.key, c.name) as key, c.charged::text as expected,
        c.given_back::text as found
      from usage_returns r
      left join summarised s on s.workspace_id = r.workspace_id
      left join usage_events e on e.workspace_id = r.workspace_id and e.occurred_at = r.occurred_at and e.key = r.key and e.seq is not null
      left join lateral (
        select -sum(x.used_micro) as used, max(${seqOfReturn(sql`x`)}) as seq from journal x
        where x.workspace_id = r.workspace_id and x.tx = r.tx and x.kind = 'return'
          and (x.effect_key in ('return:' || r.key, 'return:' || r.key || ':' || e.seq)
            or e.key is null and x.effect_key like 'return:' || r.key || ':%')
      ) j on true
      cross join lateral (values
        ('amount_micro', e.amount_micro, r.amount_micro), ('plan_micro', e.plan_micro, r.plan_micro),
        ('promo_micro', e.promo_micro, r.promo_micro), ('wallet_micro', e.wallet_micro, r.wallet_micro),
        ('number_micro', e.number_micro, r.number_micro), ('tx', r.amount_micro, j.used)) as c(name, charged, given_back)
      where r.workspace_id = any (${these}) and c.charged is distinct from c.given_back
        and (c.name = 'tx' or e.key is not null or not coalesce(j.seq <= s.seq, r.occurred_at < s.kept_from + 2, false))
      union all
      select j.workspace_id, 'journal', concat_ws(' ', 'tx', j.tx, j.effect_key), 'its usage_returns row', null
      from journal j
      where j.workspace_id = any (${these}) and j.kind = 'return' and not exists (
        select from usage_returns r where r.workspace_id = j.workspace_id and r.tx = j.tx and j.effect_key like 'return:' || r.key || '%')
      union all
      select workspace_id, 'usage_returns', key::text, '1', count(*)::text
      from usage_returns where workspace_id = any (${these}) group by workspace_id, key, occurred_at having count(*) > 1`,
  },
];
