import { sql } from "drizzle-orm";
import type { Rule } from "./rule";

export const pocketRules: readonly Rule[] = [
  {
    name: "pocket-sums-journal",
    says: "a pocket holds what its journal rows add up to",
    find: ({ these }) => sql`
      select p.workspace_id, 'pockets' as "table", concat_ws(' ', p.id, c.name) as key, c.summed as expected, c.stands as found
      from pockets p
      left join (
        select workspace_id, pocket, sum(plan_micro) as plan, sum(promo_micro) as promo, sum(wallet_micro) as wallet,
          sum(held_micro) as held, sum(debt_micro) as debt
        from journal where workspace_id = any (${these}) group by workspace_id, pocket
      ) j on j.workspace_id = p.workspace_id and j.pocket = p.id
      cross join lateral (values
        ('plan_micro', coalesce(j.plan, 0), p.plan_micro), ('promo_micro', coalesce(j.promo, 0), p.promo_micro),
        ('wallet_micro', coalesce(j.wallet, 0), p.wallet_micro), ('held_micro', coalesce(j.held, 0), p.held_micro),
        ('debt_micro', coalesce(j.debt, 0), p.debt_micro)) as c(name, summed, stands)
      where p.workspace_id = any (${these}) and c.summed <> c.stands`,
  },
  {
    name: "pocket-after-last-row",
    says: "a pocket holds what its last journal row left behind",
    find: ({ these }) => sql`
      select p.workspace_id, 'pockets' as "table", concat_ws(' ', p.id, c.name) as key, c.left_behind as expected, c.stands as found
      from pockets p
      left join lateral (
        select * from journal x where x.workspace_id = p.workspace_id and x.pocket = p.id order by x.tx desc limit 1
      ) j on true
      cross join lateral (values
        ('plan_micro', coalesce(j.plan_after_micro, 0), p.plan_micro), ('promo_micro', coalesce(j.promo_after_micro, 0), p.promo_micro),
        ('wallet_micro', coalesce(j.wallet_after_micro, 0), p.wallet_micro), ('held_micro', coalesce(j.held_after_micro, 0), p.held_micro),
        ('debt_micro', coalesce(j.debt_after_micro, 0), p.debt_micro)) as c(name, left_behind, stands)
      where p.workspace_id = any (${these}) and c.left_behind <> c.stands`,
  },
  {
    name: "pocket-sums-lots",
    says: "a pocket holds what remains and what is held of its lots",
    find: ({ these }) => sql`
      select p.workspace_id, 'pockets' as "table", concat_ws(' ', p.id, c.name) as key, c.summed as expected, c.stands as found
      from pockets p
      left join (
        select workspace_id, pocket, sum(remaining_micro) filter (where fund = 'plan') as plan,
          sum(remaining_micro) filter (where fund = 'promo') as promo,
          sum(remaining_micro) filter (where fund = 'wallet') as wallet, sum(held_micro) as held
        from lots where workspace_id = any (${these}) group by workspace_id, pocket
      ) l on l.workspace_id = p.workspace_id and l.pocket = p.id
      cross join lateral (values
        ('plan_micro', coalesce(l.plan, 0), p.plan_micro), ('promo_micro', coalesce(l.promo, 0), p.promo_micro),
        ('wallet_micro', coalesce(l.wallet, 0), p.wallet_micro), ('held_micro', coalesce(l.held, 0), p.held_micro)
      ) as c(name, summed, stands)
      where p.workspace_id = any (${these}) and c.summed <> c.stands`,
  },
  {
    name: "pocket-never-below-zero",
    says: "no pocket falls below zero; what is owed is its debt",
    find: ({ these }) => sql`
      select p.workspace_id, 'pockets' as "table", concat_ws(' ', p.id, c.name) as key, 0 as expected, c.stands as found
      from pockets p
      cross join lateral (values ('plan_micro', p.plan_micro), ('promo_micro', p.promo_micro), ('wallet_micro', p.wallet_micro),
        ('held_micro', p.held_micro), ('debt_micro', p.debt_micro)) as c(name, stands)
      where p.workspace_id = any (${these}) and c.stands < 0`,
  },
  {
    name: "pocket-of-each-number",
    says: "a workspace has its main pocket and one for each of its numbers, and no other",
    find: ({ these }) => sql`
      select coalesce(o.workspace_id, p.workspace_id) as workspace_id, 'pockets' as "table", coalesce(o.id, p.id) as key,
        o.id as expected, p.id as found
      from (
        select id as workspace_id, 'main' as id from workspaces where id = any (${these})
        union all select workspace_id, id from numbers where workspace_id = any (${these})
      ) o
      full join (select workspace_id, id from pockets where workspace_id = any (${these})) p
        on p.workspace_id = o.workspace_id and p.id = o.id
      where o.id is null or p.id is null`,
  },
];
