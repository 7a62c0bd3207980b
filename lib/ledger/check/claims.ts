import { sql } from "drizzle-orm";
import type { Rule } from "./rule";

export const claimRules: readonly Rule[] = [
  {
    name: "claim-whole",
    says: "what was taken of a lot is gone from it, but for what a hold still keeps; what became debt and what is due are parts of it",
    find: ({ these }) => sql`
      select k.workspace_id, 'lot_claims' as "table", concat_ws(' ', k.lot_id, c.name) as key, c.most as expected, c.stands as found
      from lot_claims k join lots l on l.workspace_id = k.workspace_id and l.id = k.lot_id
      cross join lateral (values
        ('taken_micro', l.gone_micro + k.due_micro, k.taken_micro), ('due_micro', l.held_micro - k.kept_micro, k.due_micro),
        ('kept_micro', l.held_micro, k.kept_micro), ('indebted_micro', k.taken_micro - k.due_micro, k.indebted_micro)) as c(name, most, stands)
      where k.workspace_id = any (${these}) and (c.stands < 0 or c.stands > c.most)`,
  },
  {
    name: "claim-is-due-later",
    says: "what is due of a lot waits for a hold alone: nothing of it remains or was used",
    find: ({ these }) => sql`
      select k.workspace_id, 'lot_claims' as "table", concat_ws(' ', k.lot_id, 'due_micro') as key, 0 as expected, k.due_micro as found
      from lot_claims k join lots l on l.workspace_id = k.workspace_id and l.id = k.lot_id
      where k.workspace_id = any (${these}) and k.due_micro > 0 and l.remaining_micro + l.used_micro > 0`,
  },
  {
    name: "claims-sum-journal",
    says: "what was taken of bought credits is what refunds took in the journal",
    find: ({ these }) => sql`
      select coalesce(k.workspace_id, j.workspace_id) as workspace_id, 'lot_claims' as "table", 'taken_micro' as key, coalesce(j.paid, 0) as expected,
        coalesce(k.taken, 0) as found
      from (select workspace_id, sum(taken_micro - due_micro) as taken from lot_claims where workspace_id = any (${these}) group by workspace_id) k
      full join (
        select workspace_id, sum(paid_micro) as paid from journal where workspace_id = any (${these}) and kind = 'refund' group by workspace_id
      ) j on j.workspace_id = k.workspace_id
      where coalesce(j.paid, 0) <> coalesce(k.taken, 0)`,
  },
  {
    name: "claim-and-lots",
    says: "a refund takes from the lots what the journal says was paid back, or makes it debt; a dispute only holds",
    find: ({ these }) => sql`
      select j.workspace_id, 'journal' as "table", concat_ws(' ', 'tx', j.tx, j.kind) as key, j.paid as expected, e.gone as found
      from (
        select workspace_id, tx, kind, sum(paid_micro) as paid, sum(debt_micro) as debt
        from journal where workspace_id = any (${these}) and kind in ('refund', 'dispute') group by workspace_id, tx, kind
      ) j
      left join (
        select workspace_id, tx, sum(gone_micro) as gone from lot_entries where workspace_id = any (${these}) group by workspace_id, tx
      ) e on e.workspace_id = j.workspace_id and e.tx = j.tx
      where j.paid - coalesce(e.gone, 0) not between 0 and greatest(j.debt, 0) or j.kind = 'dispute' and (j.paid <> 0 or j.debt <> 0)`,
  },
  {
    name: "paid-is-explained",
    says: "credits are paid by purchases and paid back by refunds, and by nothing else",
    find: ({ these }) => sql`
      select workspace_id, 'journal' as "table", concat_ws(' ', 'tx', tx, pocket, kind) as key, 0 as expected, paid_micro as found
      from journal where workspace_id = any (${these})
        and (kind = 'purchase' and paid_micro > 0 or kind not in ('purchase', 'refund') and paid_micro <> 0)`,
  },
  {
    name: "frozen-for-a-reason",
    says: "a wallet is frozen as long as there is a reason",
    find: ({ these }) => sql`
      select workspace_id, 'pockets' as "table", concat_ws(' ', id, 'frozen') as key, (cardinality(frozen_for) > 0)::text as expected,
        frozen::text as found
      from pockets where workspace_id = any (${these}) and frozen <> (cardinality(frozen_for) > 0)`,
  },
];
