import { parseArgs } from "node:util";
import { closeConnections } from "@/db";
import { workerPool } from "@/db/worker-pool";
import { env } from "@/lib/env";
import { listDead, retryDead } from "@/lib/jobs/dead";
import { redactedText } from "@/lib/redact";

const { values } = parseArgs({ options: { retry: { type: "string" } } });
const settings = env();
const pool = workerPool(settings.DATABASE_WORKER_URL ?? settings.DATABASE_URL, 1, (error) =>
  console.error(error.message),
);

try {
  if (values.retry === undefined) await list();
  else await retry(values.retry);
} finally {
  await pool.end();
  await closeConnections();
}

async function list(): Promise<void> {
  const dead = await listDead(pool);
  if (dead.length === 0) return console.log("No dead letters.");
  for (const { id, what, attempts, lastError, since } of dead) {
    console.log(
      `${id}  ${what}  since ${since.toISOString()}  ${attempts} attempts  ${redactedText(lastError.split("\n")[0] ?? "")}`,
    );
  }
  console.log("Try one again with: npm run jobs:dead -- --retry <id>");
}

async function retry(id: string): Promise<void> {
  const found = await retryDead(pool, id, new Date());
  console.log(found ? `${id} is tried again.` : `There is no dead letter ${id}.`);
  if (!found) process.exitCode = 1;
}
