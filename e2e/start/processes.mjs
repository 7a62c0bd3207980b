import { setTimeout as sleep } from "node:timers/promises";
import { identityOf } from "../../db/embedded/process-table.mjs";

/** The names of those that still run after a fair wait. */
export async function allGone(pids, patienceMs = 8_000) {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const left = Object.entries(pids).filter(([, pid]) => identityOf(pid) !== null);
    if (left.length === 0 || Date.now() > deadline) return left.map(([name]) => name);
    await sleep(30);
  }
}
