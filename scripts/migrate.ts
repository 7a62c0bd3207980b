import { closeConnections, connect, inScope, systemDatabase } from "@/db";
import { migrate } from "@/db/migrate";
import { readStanding } from "@/db/standing";
import { ensureOffers } from "@/lib/catalogue/publish-offer";
import { env } from "@/lib/env";
import { ensureCatalogue } from "@/lib/rates/publish-card";

const settings = env();
await migrate({
  migratorUrl: settings.DATABASE_MIGRATOR_URL ?? settings.DATABASE_URL,
  workerUrl: settings.DATABASE_WORKER_URL ?? settings.DATABASE_URL,
  appUrl: settings.DATABASE_URL,
});

await ensureCatalogue(systemDatabase(), new Date());
await ensureOffers(systemDatabase(), new Date());
await closeConnections();

// Nothing is started on a database that may lose what it has acknowledged, or that lets one tenant see another.
const application = connect(settings.DATABASE_URL, { max: 1, name: "saldo-boot" });
const { sentences } = await inScope(application.db, {}, readStanding);
await application.close();
if (sentences.length === 0) console.log("The database is at the present version.");
for (const sentence of sentences) console.error(sentence);
process.exitCode = sentences.length > 0 ? 1 : 0;
