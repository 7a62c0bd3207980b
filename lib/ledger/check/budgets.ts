import { sql } from "drizzle-orm";
import type { Rule } from "./rule";

export const budgetRules: readonly Rule[] = [
  {
    name: "budget-sums-events",
    says: "a month's limit is measured by the events, single and summarised, and the open holds of that month, and by nothing else",
    find: ({ these }) => sql`
      with moved as (
        select workspace_id, date_trunc('month', day)::date as period, agent_id, api_key_id, amount_micro as used, plan_micro as plan, 0 as held
        from usage_events where workspace_id = any (${these}) and seq is not null
        union all
        select r.workspace_id, date_trunc('month', e.day)::date, e.agent_id, e.api_key_id, -r.amount_micro, -r.plan_micro, 0
        from usage_returns r
        join usage_events e on e.workspace_id = r.workspace_id and e.occurred_at = r.occurred_at and e.key = r.key
        where r.workspace_id = any (${these})
        union all
        select h.workspace_id, date_trunc('month', (h.event ->> 'day')::date)::date, h.event ->> 'agent_id', h.event ->> 'api_key_id', 0,
          coalesce((
            select sum(p.amount_micro) from hold_parts p join lots l on l.workspace_id = p.workspace_id and l.id = p.lot_id
            where p.workspace_id = h.workspace_id and p.key = h.key and l.fund = 'plan'), 0), h.amount_micro
        from holds h where h.workspace_id = any (${these}) and h.state = 'open'
      ), summed as (
        select workspace_id, 'workspace' as scope, '' as id, period, sum(used) as used, 0 as plan, sum(held) as held
        from moved group by workspace_id, period
        union all
        select workspace_id, 'agent', agent_id, period, sum(used), sum(plan), sum(held)
        from moved where agent_id is not null group by workspace_id, agent_id, period
        union all
        select workspace_id, 'key', api_key_id, period, sum(used), 0, sum(held)
        from moved where api_key_id is not null group by workspace_id, api_key_id, period
      )
      select coalesce(b.workspace_id, s.workspace_id) as workspace_id, 'budgets' as "table",
        concat_ws(' ', coalesce(b.scope, s.scope), coalesce(b.id, s.id), coalesce(b.period, s.period), c.name) as key,
        c.summed as expected, c.stands as found
      from (select * from budgets where workspace_id = any (${these})) b
      full join summed s on s.workspace_id = b.workspace_id and s.scope = b.scope and s.id = b.id and s.period = b.period
      cross join lateral (values
        ('used_micro', coalesce(s.used, 0) + coalesce(b.summed_used_micro, 0), coalesce(b.used_micro, 0)),
        ('plan_used_micro', coalesce(s.plan, 0) + coalesce(b.summed_plan_micro, 0), coalesce(b.plan_used_micro, 0)),
        ('held_micro', coalesce(s.held, 0), coalesce(b.held_micro, 0))) as c(name, summed, stands)
      where c.summed <> c.stands`,
  },
];
