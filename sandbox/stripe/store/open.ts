import { readFileSync } from "node:fs";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";

/** Where the stand-in keeps what it knows: its own schema, made when it is not there yet. */
export async function openStore(databaseUrl: string): Promise<Sql> {
  const sql = postgres(databaseUrl, {
    max: 20,
    onnotice: () => undefined,
    connection: { application_name: "stripe-sandbox", timezone: "UTC" },
  });
  const schema = readFileSync(join(import.meta.dirname, "schema.sql"), "utf8");
  await sql.begin((transaction) => transaction.unsafe(schema).simple());
  return sql;
}
