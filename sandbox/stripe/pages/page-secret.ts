import { randomBytes } from "node:crypto";
import type { Sql } from "postgres";

/** What the tokens of all forms are made with; kept, so that a page opened before a restart can still be sent. */
export async function pageSecret(sql: Sql): Promise<string> {
  const [kept] = await sql<{ value: string }[]>`
    insert into stripe_sandbox.settings (name, value)
    values ('page_secret', to_jsonb(${randomBytes(32).toString("hex")}::text))
    on conflict (name) do update set value = settings.value returning value`;
  if (!kept) throw new Error("The secret of the pages was not kept.");
  return kept.value;
}
