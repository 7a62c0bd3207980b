import { sql } from "drizzle-orm";
import type { Rule } from "./rule";

export const saleRules: readonly Rule[] = [
  {
    name: "purchase-granted",
    says: "a paid purchase has brought its credits, once, and no credits were bought without one",
    find: ({ these }) => sql`
      select coalesce(p.workspace_id, j.workspace_id) as workspace_id, 'purchases' as "table", coalesce(p.id, j.reference) as key,
        p.credits_micro as expected, j.credits as found
      from (select * from purchases where workspace_id = any (${these}) and status = 'paid') p
      full join (
        select workspace_id, reference, sum(-paid_micro) as credits
        from journal where workspace_id = any (${these}) and kind = 'purchase' group by workspace_id, reference
      ) j on j.workspace_id = p.workspace_id and j.reference = p.id
      where p.credits_micro is distinct from j.credits and (p.id is not null or j.reference ~ '^pur_[0-9a-z]{26}$')`,
  },
  {
    name: "purchase-invoiced",
    says: "a paid purchase has one invoice, of its amount, and no other purchase has one",
    find: ({ these }) => sql`
      select coalesce(p.workspace_id, i.workspace_id) as workspace_id, 'invoices' as "table",
        coalesce(p.id, i.purchase_id) as key, p.total_minor as expected, i.total as found
      from (select * from purchases where workspace_id = any (${these}) and status = 'paid') p
      full join (
        select workspace_id, purchase_id, min(currency) as currency, sum(net_minor) as net, sum(total_minor) as total
        from invoices where workspace_id = any (${these}) and kind = 'invoice' group by workspace_id, purchase_id
      ) i on i.workspace_id = p.workspace_id and i.purchase_id = p.id
      where (p.total_minor, p.net_minor, p.currency) is distinct from (i.total, i.net, i.currency)`,
  },
  {
    name: "purchase-received",
    says: "what was paid for a purchase is its price or more, unless a person let another amount pass",
    find: ({ these }) => sql`
      select p.workspace_id, 'payments' as "table", p.id as key, p.total_minor as expected, max(y.received_minor) as found
      from purchases p
      left join payments y on y.workspace_id = p.workspace_id and y.purchase_id = p.id and y.status = 'paid' and y.currency = p.currency
      where p.workspace_id = any (${these}) and p.status = 'paid'
        and not exists (select from reviews r where r.purchase_id = p.id and r.state in ('accepted', 'matched'))
      group by p.workspace_id, p.id, p.total_minor having not coalesce(bool_or(y.received_minor >= p.total_minor), false)`,
  },
  {
    name: "payment-explained",
    says: "money that came pays one purchase, or waits for a person who decides about it",
    find: ({ these }) => sql`
      select p.workspace_id, 'payments' as "table", concat_ws(' ', p.id, 'items') as key,
        case when p.status = 'paid' then 1 else 0 end as expected, count(*) as found
      from purchases p
      join payments y on y.workspace_id = p.workspace_id and y.purchase_id = p.id and y.status = 'paid'
      left join reviews r on r.payment_id = y.id
      where p.workspace_id = any (${these}) and r.id is null
      group by p.workspace_id, p.id, p.status having count(*) > case when p.status = 'paid' then 1 else 0 end`,
  },
  {
    name: "purchase-returned",
    says: "what is noted as paid back is the sum of the refunds, and the credits that went back are its share of all",
    find: ({ these }) => sql`
      with back as (
        select p.*, least(p.total_minor, coalesce(r.amount, 0)) as refunded, coalesce(d.amount, 0) as lost
        from purchases p
        left join (
          select workspace_id, purchase_id, sum(amount_minor) as amount from refunds
          where workspace_id = any (${these}) and status in ('pending', 'succeeded') group by workspace_id, purchase_id
        ) r on r.workspace_id = p.workspace_id and r.purchase_id = p.id
        left join (
          select workspace_id, purchase_id, sum(amount_minor) as amount from disputes
          where workspace_id = any (${these}) and status = 'lost' group by workspace_id, purchase_id
        ) d on d.workspace_id = p.workspace_id and d.purchase_id = p.id
        where p.workspace_id = any (${these})
      )
      select b.workspace_id, 'purchases' as "table", concat_ws(' ', b.id, c.name) as key, c.due as expected, c.stands as found
      from back b cross join lateral (values
        ('refunded_minor', b.refunded, b.refunded_minor),
        ('reversed_micro', case when b.refunded + b.lost >= b.total_minor and b.total_minor > 0 then b.credits_micro
          else div(2 * b.credits_micro * (b.refunded + b.lost) + b.total_minor, greatest(2 * b.total_minor, 1)) end, b.reversed_micro)) as c(name, due, stands)
      where c.due <> c.stands`,
  },
  {
    name: "invoice-gap-free",
    says: "the documents of a seller's year are numbered without a gap, up to the last number given",
    find: ({ these }) => sql`
      select workspace_id, 'invoices' as "table", number as key, before + 1 as expected, n as found
      from (
        select workspace_id, number, n, lag(n, 1, 0) over (partition by seller_id, fiscal_year, kind order by n) as before from invoices
      ) numbered where workspace_id = any (${these}) and n <> before + 1
      union all
      select i.workspace_id, 'invoices', i.number, c.last, i.n
      from (
        select distinct on (seller_id, fiscal_year, kind) * from invoices order by seller_id, fiscal_year, kind, n desc
      ) i
      join invoice_counters c on c.seller_id = i.seller_id and c.fiscal_year = i.fiscal_year and c.kind = i.kind
      where i.workspace_id = any (${these}) and c.last <> i.n`,
  },
];
