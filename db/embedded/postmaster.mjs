import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { commandOf, endProcess, identityOf } from "./process-table.mjs";

/** The server that runs on this cluster, whoever started it, or null. */
export function runningPostmaster(cluster) {
  const state = readPidFile(cluster);
  if (!state || !identityOf(state.pid)) return null;
  // The number may have been given to another program since; a postmaster names its cluster on its command line.
  const command = commandOf(state.pid);
  return command.includes("postgres") && command.includes(cluster) ? state : null;
}

/** SIGINT is PostgreSQL's fast shutdown: it ends connections, writes a checkpoint and removes its pid file. */
export async function stopPostmaster(pid, graceMs = 20_000) {
  return endProcess(pid, { signal: "SIGINT", graceMs });
}

/** A killed server leaves its pid file behind, and PostgreSQL itself takes a zombie of that number for a running server. */
export function clearStalePidFile(cluster) {
  if (!runningPostmaster(cluster)) rmSync(join(cluster, "postmaster.pid"), { force: true });
}

function readPidFile(cluster) {
  const file = join(cluster, "postmaster.pid");
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, "utf8").split("\n");
  return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}
