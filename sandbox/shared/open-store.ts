import { readFileSync } from "node:fs";
import postgres, { type Sql } from "postgres";

type Place = {
  databaseUrl: string;
  /** How the database knows who asks. */
  name: string;
  /** The file that makes the schema when it is not there yet. */
  schema: string;
};

/** Where a stand-in keeps what it knows: its own schema. */
export async function openStore({ databaseUrl, name, schema }: Place): Promise<Sql> {
  const sql = postgres(databaseUrl, {
    max: 20,
    onnotice: () => undefined,
    connection: { application_name: name, timezone: "UTC" },
  });
  await sql.begin((transaction) => transaction.unsafe(readFileSync(schema, "utf8")).simple());
  return sql;
}
