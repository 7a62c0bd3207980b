import { sql } from "drizzle-orm";
import type { Rule } from "./rule";

export const journalRules: readonly Rule[] = [
  {
    name: "journal-balanced",
    says: "the columns of a journal row add up to nothing",
    find: ({ these }) => sql`
      select workspace_id, 'journal' as "table", concat_ws(' ', 'tx', tx, pocket) as key, 0 as expected,
        plan_micro + promo_micro + wallet_micro + held_micro - debt_micro + used_micro + paid_micro + granted_micro
          + expired_micro + moved_micro as found
      from journal where workspace_id = any (${these})
        and plan_micro + promo_micro + wallet_micro + held_micro - debt_micro + used_micro + paid_micro + granted_micro
          + expired_micro + moved_micro <> 0`,
  },
  {
    name: "journal-running",
    says: "a journal row leaves behind what the one before it left, and its own change",
    find: ({ these }) => sql`
      select j.workspace_id, 'journal' as "table", concat_ws(' ', 'tx', j.tx, j.pocket, c.name) as key, c.reckoned as expected,
        c.stands as found
      from (
        select *, lag(plan_after_micro, 1, 0::bigint) over w as plan, lag(promo_after_micro, 1, 0::bigint) over w as promo,
          lag(wallet_after_micro, 1, 0::bigint) over w as wallet, lag(held_after_micro, 1, 0::bigint) over w as held,
          lag(debt_after_micro, 1, 0::bigint) over w as debt
        from journal where workspace_id = any (${these}) window w as (partition by workspace_id, pocket order by tx)
      ) j
      cross join lateral (values
        ('plan_after_micro', j.plan + j.plan_micro, j.plan_after_micro), ('promo_after_micro', j.promo + j.promo_micro, j.promo_after_micro),
        ('wallet_after_micro', j.wallet + j.wallet_micro, j.wallet_after_micro), ('held_after_micro', j.held + j.held_micro, j.held_after_micro),
        ('debt_after_micro', j.debt + j.debt_micro, j.debt_after_micro)) as c(name, reckoned, stands)
      where c.reckoned <> c.stands`,
  },
  {
    name: "journal-cost",
    says: "a row of the main pocket says what all use had cost up to there, and the pocket says it of the last",
    find: ({ these }) => sql`
      with summed as (
        select workspace_id, tx, pocket, cost_after_minor,
          sum(cost_minor) over (partition by workspace_id order by tx, pocket <> 'main', pocket) as total
        from journal where workspace_id = any (${these})
      )
      select workspace_id, 'journal' as "table", concat_ws(' ', 'tx', tx, pocket) as key, total as expected, cost_after_minor as found
      from summed where pocket = 'main' and total is distinct from cost_after_minor
      union all
      select p.workspace_id, 'pockets', 'main cost_minor', coalesce(sum(j.cost_minor), 0), p.cost_minor
      from pockets p left join journal j on j.workspace_id = p.workspace_id
      where p.workspace_id = any (${these}) and p.id = 'main'
      group by p.workspace_id, p.cost_minor having coalesce(sum(j.cost_minor), 0) <> p.cost_minor`,
  },
  {
    name: "journal-gap-free",
    says: "transactions are numbered without a gap, up to the main pocket's count",
    find: ({ these }) => sql`
      with numbered as (
        select workspace_id, tx, lag(tx, 1, 0::bigint) over (partition by workspace_id order by tx) as before
        from (select distinct workspace_id, tx from journal where workspace_id = any (${these})) d
      )
      select workspace_id, 'journal' as "table", concat_ws(' ', 'tx', tx) as key, before + 1 as expected, tx as found
      from numbered where tx <> before + 1
      union all
      select p.workspace_id, 'pockets', 'main tx', coalesce(max(n.tx), 0), p.tx
      from pockets p left join numbered n on n.workspace_id = p.workspace_id
      where p.workspace_id = any (${these}) and p.id = 'main'
      group by p.workspace_id, p.tx having coalesce(max(n.tx), 0) <> p.tx`,
  },
  {
    name: "journal-in-time",
    says: "no transaction is earlier than the one before it",
    find: ({ these }) => sql`
      select workspace_id, 'journal' as "table", concat_ws(' ', 'tx', tx, pocket) as key, before as expected, at as found
      from (
        select workspace_id, tx, pocket, at, max(at) over (partition by workspace_id order by tx
          range between unbounded preceding and 1 preceding) as before
        from journal where workspace_id = any (${these})
      ) j where at < before`,
  },
  {
    name: "journal-moved-nowhere",
    says: "what leaves one pocket of a workspace comes into another",
    find: ({ these }) => sql`
      select workspace_id, 'journal' as "table", concat_ws(' ', 'tx', tx, 'moved_micro') as key, 0 as expected, sum(moved_micro) as found
      from journal where workspace_id = any (${these}) group by workspace_id, tx having sum(moved_micro) <> 0`,
  },
  {
    name: "journal-effect-once",
    says: "an effect is recorded in one transaction, once for a pocket",
    find: ({ these }) => sql`
      select workspace_id, 'journal' as "table", concat_ws(' ', effect_key, 'tx', string_agg(distinct tx::text, ', ')) as key, 1 as expected,
        count(*) as found
      from journal where workspace_id = any (${these}) group by workspace_id, effect_key
      having count(distinct tx) > 1 or count(*) <> count(distinct pocket)`,
  },
  {
    name: "journal-use-is-explained",
    says: "credits are used by usage and settlements, given back by returns, and by nothing else",
    find: ({ these }) => sql`
      select workspace_id, 'journal' as "table", concat_ws(' ', 'tx', tx, pocket, kind) as key, 0 as expected, used_micro as found
      from journal where workspace_id = any (${these})
        and (kind in ('usage', 'settle') and used_micro < 0 or kind = 'return' and used_micro > 0
          or kind not in ('usage', 'settle', 'return') and used_micro <> 0)`,
  },
];
