import { sql } from "drizzle-orm";
import type { Rule } from "./rule";
import { summarisedOf } from "./summarised";

export const keyRules: readonly Rule[] = [
  {
    name: "key-remembered",
    says: "the id of an event or a hold is remembered for 36 days",
    find: ({ these, now }) => sql`
      with known as (
        select p.workspace_id, greatest(p.updated_at, ${now}) - interval '36 days' as since
        from pockets p where p.workspace_id = any (${these}) and p.id = 'main'
      )
      select e.workspace_id, e."table", e.key::text as key, 'its usage_keys row' as expected, null as found
      from (
        select workspace_id, 'usage_events' as "table", key, occurred_at, created_at from usage_events u
        where workspace_id = any (${these}) and not exists (select from holds h where h.workspace_id = u.workspace_id and h.key = u.key)
        union all
        select workspace_id, 'holds', key, (event ->> 'occurred_at')::timestamptz, opened_at from holds where workspace_id = any (${these})
      ) e
      join known k on k.workspace_id = e.workspace_id and e.created_at >= k.since
      where not exists (
        select from usage_keys y where y.workspace_id = e.workspace_id and y.key = e.key and y.occurred_at = e.occurred_at)`,
  },
  {
    name: "key-leads-somewhere",
    says: "a remembered id leads to the event or the hold it was used for, and an older one may lead to what was summarised",
    find: ({ these, now }) => sql`
      select y.workspace_id, 'usage_keys' as "table", y.key::text as key, 'its event or hold' as expected, null as found
      from usage_keys y
      left join (${summarisedOf(these)}) s on s.workspace_id = y.workspace_id
      left join pockets p on p.workspace_id = y.workspace_id and p.id = 'main'
      where y.workspace_id = any (${these})
        and not coalesce(y.created_at < greatest(p.updated_at, ${now}) - interval '36 days'
          and (y.created_at <= s.at or y.occurred_at < s.kept_from + 2), false)
        and not exists (
          select from usage_events e where e.workspace_id = y.workspace_id and e.occurred_at = y.occurred_at and e.key = y.key)
        and not exists (select from holds h where h.workspace_id = y.workspace_id and h.key = y.key)`,
  },
  {
    name: "key-used-once",
    says: "an id is judged once as long as it is remembered",
    find: ({ these }) => sql`
      select workspace_id, "table", key::text as key, 1 as expected, 2 as found
      from (
        select workspace_id, 'usage_events' as "table", key, created_at,
          lag(created_at) over (partition by workspace_id, key order by created_at) as before
        from usage_events u
        -- What was held is remembered from when it was announced, and may be charged much later.
        where workspace_id = any (${these}) and not exists (select from holds h where h.workspace_id = u.workspace_id and h.key = u.key)
        union all
        select workspace_id, 'usage_keys', key, created_at, lag(created_at) over (partition by workspace_id, key order by created_at)
        from usage_keys where workspace_id = any (${these})
      ) k where created_at < before + interval '36 days'`,
  },
];
