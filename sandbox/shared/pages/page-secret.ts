import { randomBytes } from "node:crypto";
import type { Sql } from "postgres";

/** What the tokens of all forms are made with; kept, so that a page opened before a restart can still be sent. */
export async function pageSecret(sql: Sql, table: string): Promise<string> {
  const [kept] = await sql<{ value: string }[]>`
    insert into ${sql(table)} as kept (name, value)
    values ('page_secret', to_jsonb(${randomBytes(32).toString("hex")}::text))
    on conflict (name) do update set value = kept.value returning kept.value`;
  if (!kept) throw new Error("The secret of the pages was not kept.");
  return kept.value;
}
