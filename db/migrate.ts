import "server-only";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator";
import { runMigrations as runQueueMigrations } from "graphile-worker";
import postgres from "postgres";
import { grantTo, queueDoor } from "./grants";
import { installFunctions } from "./install-functions";
import { workerPool } from "./worker-pool";

export type MigrateOptions = {
  /** The role that owns the tables. */
  migratorUrl: string;
  /** The role that owns the job queue; often the same one outside the embedded run. */
  workerUrl: string;
  /** The role the web application connects as. */
  appUrl: string;
};

/** Brings tables, job queue and rights to the present version. Running it again changes nothing. */
export async function migrate({ migratorUrl, workerUrl, appUrl }: MigrateOptions): Promise<void> {
  const migrator = postgres(migratorUrl, { max: 1, connect_timeout: 5, onnotice: () => {} });
  const worker = workerPool(workerUrl, 2, (error) =>
    console.error(`The queue's connection was lost: ${error.message}`),
  );
  try {
    // Two starts beside each other take turns; the lock ends with the connection.
    await migrator`select pg_advisory_lock(hashtext('saldo-migrate'))`;
    await runMigrations(drizzle(migrator), { migrationsFolder: join(process.cwd(), "db/migrations") });
    await installFunctions(migrator);
    await runQueueMigrations({ pgPool: worker });
    await worker.query(queueDoor);
    const roles = { owner: roleOf(migratorUrl), app: roleOf(appUrl), worker: roleOf(workerUrl) };
    await grantTo(
      (statement) => migrator.unsafe(statement),
      (statement) => worker.query(statement),
      roles,
    );
    await migrator`select ensure_usage_months((now() - interval '3 months')::date, (now() + interval '3 months')::date)`;
  } finally {
    await worker.end();
    await migrator.end({ timeout: 5 });
  }
}

function roleOf(url: string): string {
  return decodeURIComponent(new URL(url).username);
}
