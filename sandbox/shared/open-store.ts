import { readFileSync } from "node:fs";
import postgres, { type Sql } from "postgres";
import { UnfitSetting } from "./settings.mjs";

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
  try {
    await sql`select 1`;
  } catch (error) {
    await sql.end({ timeout: 1 });
    const reason = error instanceof Error ? error.message || error.name : String(error);
    throw new UnfitSetting(
      `The database of the ${name} cannot be used: ${reason}. Check its address and that the server runs.`,
    );
  }
  await sql.begin((transaction) => transaction.unsafe(readFileSync(schema, "utf8")).simple());
  return sql;
}
