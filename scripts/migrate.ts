import { migrate } from "@/db/migrate";
import { env } from "@/lib/env";

const settings = env();
await migrate({
  migratorUrl: settings.DATABASE_MIGRATOR_URL ?? settings.DATABASE_URL,
  workerUrl: settings.DATABASE_WORKER_URL ?? settings.DATABASE_URL,
  appUrl: settings.DATABASE_URL,
});
console.log("The database is at the present version.");
