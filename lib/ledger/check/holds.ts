import { sql } from "drizzle-orm";
import type { Rule } from "./rule";
import { summarisedOf } from "./summarised";

export const holdRules: readonly Rule[] = [
  {
    name: "hold-sums-parts",
    says: "a hold is as large as its parts",
    find: ({ these }) => sql`
      select h.workspace_id, 'holds' as "table", h.key::text as key, coalesce(sum(p.amount_micro), 0) as expected, h.amount_micro as found
      from holds h left join hold_parts p on p.workspace_id = h.workspace_id and p.key = h.key
      where h.workspace_id = any (${these})
      group by h.workspace_id, h.key having coalesce(sum(p.amount_micro), 0) <> h.amount_micro`,
  },
  {
    name: "lot-held-for-open-holds",
    says: "what is held of a lot is held for open holds, or kept back until a dispute is decided",
    find: ({ these }) => sql`
      select l.workspace_id, 'lots' as "table", concat_ws(' ', l.id, 'held_micro') as key, coalesce(p.held, 0) + coalesce(k.kept_micro, 0) as expected,
        l.held_micro as found
      from lots l
      left join (
        select x.workspace_id, x.lot_id, sum(x.amount_micro) as held
        from hold_parts x join holds h on h.workspace_id = x.workspace_id and h.key = x.key
        where x.workspace_id = any (${these}) and h.state = 'open' group by x.workspace_id, x.lot_id
      ) p on p.workspace_id = l.workspace_id and p.lot_id = l.id
      left join lot_claims k on k.workspace_id = l.workspace_id and k.lot_id = l.id
      where l.workspace_id = any (${these}) and l.held_micro <> coalesce(p.held, 0) + coalesce(k.kept_micro, 0)`,
  },
  {
    name: "hold-ends-once",
    says: "a hold ends once, by a settlement with its event or by being given back; what was charged at its estimate is put right once",
    find: ({ these }) => sql`
      select h.workspace_id, 'holds' as "table", concat_ws(' ', h.key, h.state, c.name) as key, c.due as expected, c.written as found
      from holds h
      left join usage_events e on e.workspace_id = h.workspace_id and e.occurred_at = (h.event ->> 'occurred_at')::timestamptz
        and e.key = h.key and e.seq is not null
      left join usage_events x on x.workspace_id = h.workspace_id and x.occurred_at = (h.event ->> 'occurred_at')::timestamptz
        and x.key = books.true_key(h.key) and x.seq is not null
      left join (${summarisedOf(these)}) m on m.workspace_id = h.workspace_id
      cross join lateral (
        select count(*) filter (where j.effect_key = 'settle:' || h.key and j.pocket = 'main') as settled,
          count(*) filter (where j.effect_key = 'release:' || h.key and j.pocket = 'main') as released,
          -- Of an event that was summarised the journal still says what it used.
          sum(j.used_micro) filter (where j.effect_key = 'settle:' || h.key and j.tx <= m.tx) as estimate,
          sum(j.used_micro) filter (where j.effect_key = 'settle:' || books.true_key(h.key) and j.tx <= m.tx) as truth
        from journal j
        where j.workspace_id = h.workspace_id
          and j.effect_key in ('settle:' || h.key, 'release:' || h.key, 'settle:' || books.true_key(h.key))
      ) j
      cross join lateral (values
        ('used_micro', h.used_micro, coalesce(x.amount_micro, j.truth, e.amount_micro, j.estimate)),
        ('estimate given back', case when coalesce(x.amount_micro, j.truth) is null then 0 else 1 end,
          case when coalesce(x.amount_micro, j.truth) is null then 0 else (select count(*) from usage_returns r
            where r.workspace_id = h.workspace_id and r.key = h.key and r.occurred_at = (h.event ->> 'occurred_at')::timestamptz) end),
        ('settlement', case when h.state in ('open', 'released') or h.used_micro is null then 0 else 1 end, j.settled),
        -- Given back unheard and settled later, it has both.
        ('release', case when h.state = 'open' then 0 when h.used_micro is null then 1 when h.state = 'expired' then 0 else j.released end, j.released),
        ('state', case when h.state = 'settled' and h.used_micro is null then 1 else 0 end, 0)) as c(name, due, written)
      where h.workspace_id = any (${these}) and c.due is distinct from c.written`,
  },
];
