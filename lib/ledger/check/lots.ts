import { sql } from "drizzle-orm";
import type { Rule } from "./rule";

export const lotRules: readonly Rule[] = [
  {
    name: "lot-whole",
    says: "what was granted in a lot remains, is held, was used or is gone",
    find: ({ these }) => sql`
      select workspace_id, 'lots' as "table", id as key, granted_micro as expected,
        remaining_micro + held_micro + used_micro + gone_micro as found
      from lots where workspace_id = any (${these})
        and (granted_micro <> remaining_micro + held_micro + used_micro + gone_micro
          or least(remaining_micro, held_micro, used_micro, gone_micro) < 0)`,
  },
  {
    name: "lot-sums-entries",
    says: "a lot stands where its entries have brought it, opened by one of them",
    find: ({ these }) => sql`
      select l.workspace_id, 'lots' as "table", concat_ws(' ', l.id, c.name) as key, c.summed as expected, c.stands as found
      from lots l
      left join (
        select workspace_id, lot_id, sum(opened_micro) as opened, sum(remaining_micro) as remaining, sum(held_micro) as held,
          sum(used_micro) as used, sum(gone_micro) as gone, count(*) filter (where opened_micro <> 0) as openings
        from lot_entries where workspace_id = any (${these}) group by workspace_id, lot_id
      ) e on e.workspace_id = l.workspace_id and e.lot_id = l.id
      cross join lateral (values
        ('granted_micro', coalesce(e.opened, 0), l.granted_micro), ('remaining_micro', coalesce(e.remaining, 0), l.remaining_micro),
        ('held_micro', coalesce(e.held, 0), l.held_micro), ('used_micro', coalesce(e.used, 0), l.used_micro),
        ('gone_micro', coalesce(e.gone, 0), l.gone_micro), ('openings', coalesce(e.openings, 0), 1)) as c(name, summed, stands)
      where l.workspace_id = any (${these}) and c.summed <> c.stands`,
  },
  {
    name: "lot-entry-balanced",
    says: "an entry of a lot moves credits and makes none, except the one that opens it",
    find: ({ these }) => sql`
      select workspace_id, 'lot_entries' as "table", concat_ws(' ', 'tx', tx, lot_id, ord) as key, opened_micro as expected,
        remaining_micro + held_micro + used_micro + gone_micro as found
      from lot_entries where workspace_id = any (${these})
        and opened_micro <> remaining_micro + held_micro + used_micro + gone_micro`,
  },
  {
    name: "lot-entries-and-journal",
    says: "the lots and the journal tell the same of every transaction",
    find: ({ these }) => sql`
      select coalesce(j.workspace_id, e.workspace_id) as workspace_id, 'lot_entries' as "table",
        concat_ws(' ', 'tx', coalesce(j.tx, e.tx), coalesce(j.pocket, e.pocket), c.name) as key, c.journal as expected, c.lots as found
      from (select * from journal where workspace_id = any (${these})) j
      full join (
        select x.workspace_id, x.tx, l.pocket, sum(x.remaining_micro) filter (where l.fund = 'plan') as plan,
          sum(x.remaining_micro) filter (where l.fund = 'promo') as promo, sum(x.remaining_micro) filter (where l.fund = 'wallet') as wallet,
          sum(x.held_micro) as held, sum(x.gone_micro) as gone, sum(x.cost_minor) as cost
        from lot_entries x join lots l on l.workspace_id = x.workspace_id and l.id = x.lot_id
        where x.workspace_id = any (${these}) group by x.workspace_id, x.tx, l.pocket
      ) e on e.workspace_id = j.workspace_id and e.tx = j.tx and e.pocket = j.pocket
      cross join lateral (values
        ('plan_micro', coalesce(j.plan_micro, 0), coalesce(e.plan, 0)), ('promo_micro', coalesce(j.promo_micro, 0), coalesce(e.promo, 0)),
        ('wallet_micro', coalesce(j.wallet_micro, 0), coalesce(e.wallet, 0)), ('held_micro', coalesce(j.held_micro, 0), coalesce(e.held, 0)),
        -- What a refund or a dispute takes is told by rules of its own.
        ('gone_micro', case when j.kind in ('refund', 'dispute') then coalesce(e.gone, 0)
          else coalesce(j.expired_micro + case j.kind when 'move' then greatest(j.moved_micro, 0) else 0 end + greatest(j.granted_micro, 0), 0) end,
          coalesce(e.gone, 0)),
        ('cost_minor', coalesce(j.cost_minor, 0), coalesce(e.cost, 0))) as c(name, journal, lots)
      where c.journal <> c.lots`,
  },
  {
    name: "lot-never-below-zero",
    says: "no entry took from a lot what it did not hold at that moment",
    find: ({ these }) => sql`
      select e.workspace_id, 'lot_entries' as "table", concat_ws(' ', 'tx', e.tx, e.lot_id, e.ord, c.name) as key, 0 as expected, c.stood as found
      from (
        select workspace_id, tx, lot_id, ord, sum(remaining_micro) over w as remaining, sum(held_micro) over w as held,
          sum(used_micro) over w as used, sum(gone_micro) over w as gone
        from lot_entries where workspace_id = any (${these})
        window w as (partition by workspace_id, lot_id order by tx, ord rows unbounded preceding)
      ) e
      cross join lateral (values ('remaining_micro', e.remaining), ('held_micro', e.held), ('used_micro', e.used), ('gone_micro', e.gone)
      ) as c(name, stood)
      where c.stood < 0`,
  },
  {
    name: "lot-expired-is-over",
    says: "nothing is taken from what remains of an expired lot, and nothing comes back to it",
    find: ({ these }) => sql`
      select e.workspace_id, 'lot_entries' as "table", concat_ws(' ', 'tx', e.tx, e.lot_id, e.ord) as key,
        'before ' || l.expires_at as expected, j.at::text as found
      from lots l
      join lot_entries e on e.workspace_id = l.workspace_id and e.lot_id = l.id
      join journal j on j.workspace_id = e.workspace_id and j.tx = e.tx and j.pocket = l.pocket
      where l.workspace_id = any (${these}) and l.expires_at <= j.at
        and (e.remaining_micro > 0 or e.remaining_micro < 0 and e.remaining_micro <> -e.gone_micro)`,
  },
  {
    name: "lot-expired-is-written-off",
    says: "what remains of a lot is gone with the first posting after its expiry",
    find: ({ these }) => sql`
      select l.workspace_id, 'lots' as "table", concat_ws(' ', l.id, 'remaining_micro') as key, 0 as expected, l.remaining_micro as found
      from lots l join (select workspace_id, max(at) as at from journal where workspace_id = any (${these}) group by workspace_id) j
        on j.workspace_id = l.workspace_id
      where l.workspace_id = any (${these}) and l.remaining_micro > 0 and l.expires_at <= j.at`,
  },
  {
    name: "lot-cost",
    says: "what was used of a lot costs its share of the lot's price",
    find: ({ these }) => sql`
      select l.workspace_id, 'lots' as "table", concat_ws(' ', l.id, 'cost_minor') as key,
        round(l.cost_minor::numeric * l.used_micro / nullif(l.granted_micro, 0)) as expected, coalesce(sum(e.cost_minor), 0) as found
      from lots l left join lot_entries e on e.workspace_id = l.workspace_id and e.lot_id = l.id
      where l.workspace_id = any (${these})
      group by l.workspace_id, l.id
      having coalesce(sum(e.cost_minor), 0) <> round(l.cost_minor::numeric * l.used_micro / nullif(l.granted_micro, 0))`,
  },
];
