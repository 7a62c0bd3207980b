import { closeConnections, database } from "@/db";
import { enqueue } from "@/lib/jobs/enqueue";
import { startWorker } from "@/lib/jobs/worker";
import { log } from "@/lib/log";
import { watchProcess } from "@/lib/watch-process";

watchProcess();
const worker = await startWorker();
// Whoever meddles with a database may well do it while nothing runs: the first verdict does not wait for the hour.
await enqueue(database(), "audit.verify", {}, { key: "audit.verify", maxAttempts: 3 });
console.log("The worker is ready.");

let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    leave();
  });
}

async function leave(): Promise<void> {
  try {
    await worker.stop();
    await closeConnections();
    process.exit(0);
  } catch (error) {
    log.error({ err: error }, "the worker did not stop cleanly");
    process.exit(1);
  }
}
