import { sql } from "drizzle-orm";
import { closeConnections, inSystem, systemDatabase } from "@/db";

// What was charged under each id, all charges of it together: told as one line of JSON.
const rows = await inSystem(systemDatabase(), (tx) =>
  tx.execute<{ key: string; amount: string }>(
    sql`select key, sum(amount_micro)::text as amount from usage_events where seq is not null group by key`,
  ),
);
console.log(JSON.stringify(rows.map(({ key, amount }) => [key, Number(amount) / 1_000_000])));
await closeConnections();
