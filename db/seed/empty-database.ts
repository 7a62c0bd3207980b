import "server-only";
import postgres from "postgres";
import { appendOnly } from "@/db/grants";

/** Empties every table of the product and the queue; what is append-only gives way to the owner of the tables only here. */
export async function emptyDatabase(urls: { migratorUrl: string; workerUrl: string }): Promise<void> {
  const options = { max: 1, connect_timeout: 5, onnotice: () => {}, connection: { lock_timeout: 10_000 } };
  const owner = postgres(urls.migratorUrl, options);
  const queue = postgres(urls.workerUrl, options);
  try {
    await owner.begin(async (tx) => {
      const tables = await tx<{ name: string }[]>`
        select format('%I', tablename) as name from pg_tables
        where schemaname = 'public' and tablename <> 'worker_heartbeats'`;
      for (const table of appendOnly) await tx.unsafe(`alter table ${table} disable trigger user`);
      await tx.unsafe(`truncate ${tables.map(({ name }) => name).join(", ")}`);
      for (const table of appendOnly) await tx.unsafe(`alter table ${table} enable trigger user`);
      // Every other chain begins with its workspace; the operator's begins with the installation.
      await tx.unsafe("select set_config('app.system', 'on', true)");
      await tx.unsafe("insert into operator_heads default values");
    });
    await queue.unsafe("truncate graphile_worker._private_jobs");
  } finally {
    await Promise.all([owner.end({ timeout: 5 }), queue.end({ timeout: 5 })]);
  }
}
