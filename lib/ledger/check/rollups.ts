import { sql } from "drizzle-orm";
import type { Rule } from "./rule";

export const rollupRules: readonly Rule[] = [
  {
    name: "quarters-sum-events",
    says: "a quarter hour counts its charged events, single and summarised, less what was returned of them",
    find: ({ these }) => sql`
      with counted as (
        select workspace_id, bucket, channel, feature, sum(events) as events, sum(quantity) as quantity, sum(amount) as amount
        from (
          select workspace_id, date_bin('15 minutes', occurred_at, '2000-01-01+00') as bucket, channel, coalesce(feature, '') as feature,
            1 as events, quantity, amount_micro as amount
          from usage_events where workspace_id = any (${these}) and seq is not null
          union all
          select r.workspace_id, date_bin('15 minutes', r.occurred_at, '2000-01-01+00'), e.channel, coalesce(e.feature, ''), 0, 0, -r.amount_micro
          from usage_returns r
          join usage_events e on e.workspace_id = r.workspace_id and e.occurred_at = r.occurred_at and e.key = r.key
          where r.workspace_id = any (${these})
        ) x group by workspace_id, bucket, channel, feature
      )
      select coalesce(t.workspace_id, n.workspace_id) as workspace_id, 'usage_quarters' as "table",
        concat_ws(' ', coalesce(t.bucket, n.bucket), coalesce(t.channel, n.channel), coalesce(t.feature, n.feature), c.name) as key,
        c.counted as expected, c.stands as found
      from (select * from usage_quarters where workspace_id = any (${these})) t
      full join counted n on n.workspace_id = t.workspace_id and n.bucket = t.bucket and n.channel = t.channel and n.feature = t.feature
      cross join lateral (values
        ('events', coalesce(n.events, 0) + coalesce(t.summed_events, 0), coalesce(t.events, 0)),
        ('quantity', coalesce(n.quantity, 0) + coalesce(t.summed_quantity, 0), coalesce(t.quantity, 0)),
        ('amount_micro', coalesce(n.amount, 0) + coalesce(t.summed_amount_micro, 0), coalesce(t.amount_micro, 0))) as c(name, counted, stands)
      where c.counted <> c.stands`,
  },
  {
    name: "days-sum-events",
    says: "a day counts its charged and its refused events, single and summarised, less what was returned of them",
    find: ({ these }) => sql`
      with counted as (
        select workspace_id, day, channel, kind, feature, agent_id, sum(events) as events, sum(refused) as refused, sum(quantity) as quantity,
          sum(amount) as amount
        from (
          select workspace_id, day, channel, kind, coalesce(feature, '') as feature, coalesce(agent_id, '') as agent_id,
            case when seq is null then 0 else 1 end as events, case when seq is null then 1 else 0 end as refused,
            case when seq is null then 0 else quantity end as quantity, amount_micro as amount
          from usage_events where workspace_id = any (${these})
          union all
          select r.workspace_id, e.day, e.channel, e.kind, coalesce(e.feature, ''), coalesce(e.agent_id, ''), 0, 0, 0, -r.amount_micro
          from usage_returns r
          join usage_events e on e.workspace_id = r.workspace_id and e.occurred_at = r.occurred_at and e.key = r.key
          where r.workspace_id = any (${these})
        ) x group by workspace_id, day, channel, kind, feature, agent_id
      )
      select coalesce(t.workspace_id, n.workspace_id) as workspace_id, 'usage_days' as "table",
        concat_ws(' ', coalesce(t.day, n.day), coalesce(t.channel, n.channel), coalesce(t.kind, n.kind), coalesce(t.feature, n.feature),
          coalesce(t.agent_id, n.agent_id), c.name) as key,
        c.counted as expected, c.stands as found
      from (select * from usage_days where workspace_id = any (${these})) t
      full join counted n on n.workspace_id = t.workspace_id and n.day = t.day and n.channel = t.channel and n.kind = t.kind
        and n.feature = t.feature and n.agent_id = t.agent_id
      cross join lateral (values
        ('events', coalesce(n.events, 0) + coalesce(t.summed_events, 0), coalesce(t.events, 0)),
        ('refused', coalesce(n.refused, 0) + coalesce(t.summed_refused, 0), coalesce(t.refused, 0)),
        ('quantity', coalesce(n.quantity, 0) + coalesce(t.summed_quantity, 0), coalesce(t.quantity, 0)),
        ('amount_micro', coalesce(n.amount, 0) + coalesce(t.summed_amount_micro, 0), coalesce(t.amount_micro, 0))) as c(name, counted, stands)
      where c.counted <> c.stands`,
  },
];
