import { sql } from "drizzle-orm";
import type { Rule } from "./rule";

export const markRules: readonly Rule[] = [
  {
    name: "mark-told",
    says: "a balance below its mark has been told of, and one well above it is watched again",
    find: ({ these }) => sql`
      select p.workspace_id, 'pockets' as "table", 'main low_told' as key, (not p.low_told)::text as expected, p.low_told::text as found
      from pockets p
      where p.workspace_id = any (${these}) and p.id = 'main' and p.tx > 0
        and p.low_told is distinct from case
          when p.plan_micro + p.promo_micro + p.wallet_micro - p.debt_micro < p.low_micro then true
          when p.plan_micro + p.promo_micro + p.wallet_micro - p.debt_micro >= p.low_micro + greatest(p.low_micro / 10, 1000000) then false
          else p.low_told end`,
  },
  {
    name: "mark-effect",
    says: "a crossing in the outbox is one that the journal shows",
    find: ({ these }) => sql`
      select o.workspace_id, 'outbox' as "table", o.effect_key as key,
        j.plan_after_micro + j.promo_after_micro + j.wallet_after_micro - j.debt_after_micro as expected,
        (o.payload ->> 'balanceMicro')::bigint as found
      from outbox o
      left join lateral (
        select * from journal x where x.workspace_id = o.workspace_id and x.pocket = 'main'
          and x.tx <= substr(o.effect_key, 5)::bigint order by x.tx desc limit 1
      ) j on true
      where o.workspace_id = any (${these}) and o.topic = 'balance.low'
        and (j.plan_after_micro + j.promo_after_micro + j.wallet_after_micro - j.debt_after_micro
            is distinct from (o.payload ->> 'balanceMicro')::bigint
          or (o.payload ->> 'balanceMicro')::bigint >= (o.payload ->> 'lowMicro')::bigint)`,
  },
];
