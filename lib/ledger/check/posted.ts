import { type SQL, sql } from "drizzle-orm";
import type { Rule } from "./rule";

const bucketOf = (at: SQL) => sql`date_bin('15 minutes', ${at}, '2000-01-01+00')`;

/** What a statement's quarter hours say, held against what they were made of, as far as they have been made. */
export const postedRules: readonly Rule[] = [
  {
    name: "posted-sums-journal",
    says: "a statement's quarter hour moves a balance as far as the entries posted in it",
    find: ({ these }) => sql`
      with moved as (
        select j.workspace_id, ${bucketOf(sql`j.at`)} as bucket, j.pocket, x.entry, sum(x.amount) as amount
        from journal j
        join posted_marks m on m.workspace_id = j.workspace_id and j.tx <= m.tx
        cross join lateral (values
          (case when j.kind = 'return' then 'return' else 'usage' end,
            j.plan_micro + j.promo_micro + j.wallet_micro + j.held_micro - j.debt_micro
              + case when j.kind = 'return' then 0 else j.expired_micro end),
          -- What expires on the way back of a return is not told apart: so much less came back.
          ('expired', case when j.kind = 'return' then 0 else -j.expired_micro end)) as x(entry, amount)
        where j.workspace_id = any (${these}) and j.kind in ('usage', 'settle', 'release', 'return') and x.amount <> 0
        group by 1, 2, 3, 4
      ), told as (
        select workspace_id, bucket, pocket, entry, sum(amount_micro) as amount
        from posted_quarters where workspace_id = any (${these}) group by 1, 2, 3, 4
      )
      select coalesce(t.workspace_id, n.workspace_id) as workspace_id, 'posted_quarters' as "table",
        concat_ws(' ', coalesce(t.bucket, n.bucket), coalesce(t.pocket, n.pocket), coalesce(t.entry, n.entry), 'amount_micro') as key,
        coalesce(n.amount, 0) as expected, coalesce(t.amount, 0) as found
      from told t
      full join moved n on n.workspace_id = t.workspace_id and n.bucket = t.bucket and n.pocket = t.pocket and n.entry = t.entry
      where coalesce(n.amount, 0) <> coalesce(t.amount, 0)`,
  },
  {
    name: "posted-counts-events",
    says: "a statement's quarter hour counts the events that were charged in it, single and summarised, by balance and channel",
    find: ({ these }) => sql`
      with counted as (
        select workspace_id, bucket, pocket, channel, count(*) as items, sum(amount) as amount
        from (
          select u.workspace_id, ${bucketOf(sql`u.created_at`)} as bucket, x.pocket, u.channel, x.amount
          from usage_events u
          join posted_marks m on m.workspace_id = u.workspace_id and u.seq <= m.seq
          cross join lateral (values ('main', u.number_micro - u.amount_micro), (u.number_id, -u.number_micro)) as x(pocket, amount)
          where u.workspace_id = any (${these}) and x.amount <> 0
        ) e group by 1, 2, 3, 4
      )
      select coalesce(t.workspace_id, n.workspace_id) as workspace_id, 'posted_quarters' as "table",
        concat_ws(' ', coalesce(t.bucket, n.bucket), coalesce(t.pocket, n.pocket), coalesce(t.channel, n.channel), c.name) as key,
        c.counted as expected, c.stands as found
      from (select * from posted_quarters where workspace_id = any (${these}) and entry = 'usage') t
      full join counted n on n.workspace_id = t.workspace_id and n.bucket = t.bucket and n.pocket = t.pocket and n.channel = t.channel
      cross join lateral (values
        ('items', coalesce(n.items, 0) + coalesce(t.summed_items, 0), coalesce(t.items, 0)),
        ('amount_micro', coalesce(n.amount, 0) + coalesce(t.summed_amount_micro, 0), coalesce(t.amount_micro, 0))) as c(name, counted, stands)
      where c.counted <> c.stands`,
  },
];
