import { resolve } from "node:path";
import { closeConnections } from "@/db";
import { findEmbedded } from "@/db/embedded/cluster.mjs";
import { closeHot } from "@/db/hot";
import { emptyDatabase } from "@/db/seed/empty-database";
import { seedAndKeep } from "@/db/seed/seed-file";
import { env } from "@/lib/env";

const { SALDO_DEMO, SALDO_DATA_DIR, DATABASE_URL, DATABASE_MIGRATOR_URL, DATABASE_WORKER_URL } = env();
const embedded = findEmbedded(resolve(SALDO_DATA_DIR));
const isOurs = embedded !== null && new URL(DATABASE_URL).port === String(embedded.port);

if (SALDO_DEMO !== "1" || !isOurs || !DATABASE_MIGRATOR_URL || !DATABASE_WORKER_URL) {
  console.error("Only the embedded demo database can be emptied. Run it with SALDO_DEMO=1 and without DATABASE_URL.");
  process.exitCode = 1;
} else {
  await emptyDatabase({ migratorUrl: DATABASE_MIGRATOR_URL, workerUrl: DATABASE_WORKER_URL });
  const { workspace } = await seedAndKeep();
  await closeHot();
  await closeConnections();
  console.log(`The demo is as new: workspace ${workspace}, everybody signed out.`);
}
