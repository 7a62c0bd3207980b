import { type SQL, sql } from "drizzle-orm";
import type { Rule } from "./rule";

type Reference = { child: string; column: string; parent: string; by: string; where?: string };

/** What one row of a workspace says of another one. The tables hold most of these themselves; a check does not rely on it. */
const references: readonly Reference[] = [
  { child: "lots", column: "pocket", parent: "pockets", by: "id" },
  { child: "journal", column: "pocket", parent: "pockets", by: "id" },
  { child: "lot_entries", column: "lot_id", parent: "lots", by: "id" },
  { child: "lot_entries", column: "tx", parent: "journal", by: "tx" },
  { child: "lot_claims", column: "lot_id", parent: "lots", by: "id" },
  { child: "usage_events", column: "tx", parent: "journal", by: "tx" },
  { child: "usage_events", column: "agent_id", parent: "agents", by: "id" },
  { child: "usage_events", column: "number_id", parent: "numbers", by: "id" },
  { child: "usage_events", column: "api_key_id", parent: "api_keys", by: "id" },
  { child: "usage_returns", column: "tx", parent: "journal", by: "tx" },
  { child: "hold_parts", column: "key", parent: "holds", by: "key" },
  { child: "hold_parts", column: "lot_id", parent: "lots", by: "id" },
  { child: "budgets", column: "id", parent: "agents", by: "id", where: "c.scope = 'agent'" },
  { child: "budgets", column: "id", parent: "api_keys", by: "id", where: "c.scope = 'key'" },
];

const owned = [
  "pockets",
  "lots",
  "journal",
  "lot_entries",
  "lot_claims",
  "agents",
  "numbers",
  "usage_events",
  "usage_keys",
  "usage_returns",
  "usage_quarters",
  "usage_days",
  "usage_summaries",
  "budgets",
  "holds",
  "hold_parts",
];

export const tenancyRules: readonly Rule[] = [
  {
    name: "reference-in-workspace",
    says: "what a row refers to belongs to the same workspace",
    find: ({ these }) => sql.join(references.map(lost(these)), sql` union all `),
  },
  {
    name: "owner-exists",
    says: "every row of the books belongs to a workspace",
    find: ({ these }) => sql`
      select w.id as workspace_id, t.name as "table", '' as key, 'a workspace' as expected, null as found
      from unnest(${these}) w(id)
      cross join lateral (${sql.join(owned.map(ownedBy), sql` union all `)}) t
      where not exists (select from workspaces x where x.id = w.id)`,
  },
];

function lost(these: SQL): (reference: Reference) => SQL {
  return ({ child, column, parent, by, where = "true" }) => sql`
    select c.workspace_id, ${child}::text as "table", concat_ws(' ', ${column}::text, c.${sql.identifier(column)}) as key,
      ${`its row in ${parent}`}::text as expected, null as found
    from (select distinct c.workspace_id, c.${sql.identifier(column)} from ${sql.identifier(child)} c
      where c.workspace_id = any (${these}) and c.${sql.identifier(column)} is not null and ${sql.raw(where)}) c
    where not exists (select from ${sql.identifier(parent)} p
      where p.workspace_id = c.workspace_id and p.${sql.identifier(by)} = c.${sql.identifier(column)})`;
}

function ownedBy(table: string): SQL {
  return sql`(select ${table}::text as name from ${sql.identifier(table)} c where c.workspace_id = w.id limit 1)`;
}

/** Every workspace that any row of the books names, found by leaping from one to the next in the index. */
export function namedInBooks(): SQL {
  const next = (after: SQL) =>
    sql.join(
      owned.map((table) => sql`(select min(workspace_id) as id from ${sql.identifier(table)} where ${after})`),
      sql` union all `,
    );
  return sql`
    with recursive named as (
      select min(id) as id from (${next(sql`true`)}) first
      union all
      select (select min(id) from (${next(sql`workspace_id > named.id`)}) later) from named where named.id is not null
    )
    select id from named where id is not null`;
}
