import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createCluster } from "./create-cluster.mjs";
import { findPlace } from "./place.mjs";
import { freePort } from "./ports.mjs";
import { clearStalePidFile, runningPostmaster, stopPostmaster } from "./postmaster.mjs";

export const administrator = "saldo_admin";

/** Losing a power supply loses nothing with these on. Tests, whose data lives for minutes, may do without. */
const settings = {
  listen_addresses: "127.0.0.1",
  // TCP with a password only: the path of a socket file may be at most 107 characters long, and ours would depend on the checkout.
  unix_socket_directories: "",
  password_encryption: "scram-sha-256",
  timezone: "UTC",
  log_timezone: "UTC",
  jit: "off",
  max_connections: "100",
  shared_preload_libraries: "pg_stat_statements",
};
const durability = ["fsync", "synchronous_commit", "full_page_writes"];

/**
 * Starts the embedded server on its data folder; a server that a killed run left behind is stopped first.
 * @param {{ dataDir: string, adminPassword: string, port?: number, durable?: boolean }} options
 * @returns {Promise<{ child: import("node:child_process").ChildProcess, pid: number, port: number, adminUrl: string, stop: () => Promise<boolean> }>}
 */
export async function startEmbedded({ dataDir, adminPassword, port, durable = true }) {
  const home = resolve(dataDir);
  mkdirSync(home, { recursive: true, mode: 0o711 });
  const place = findPlace(home);
  const cluster = join(place.folder, "postgres");
  const logFile = join(home, "postgres.log");

  const leftover = runningPostmaster(cluster);
  if (leftover) await stopPostmaster(leftover.pid);
  clearStalePidFile(cluster);
  if (!existsSync(cluster)) await createCluster({ place, cluster, administrator, adminPassword, durable });
  checkVersion(cluster, place.major);

  for (let attempt = 1; ; attempt += 1) {
    const chosen = port ?? (await freePort());
    const child = launch({ place, cluster, port: chosen, durable, logFile });
    if (await becomesReady(child, cluster)) {
      return {
        child,
        pid: child.pid,
        port: chosen,
        adminUrl: databaseUrl({ user: administrator, password: adminPassword, port: chosen, database: "postgres" }),
        stop: () => stopPostmaster(child.pid),
      };
    }
    // Somebody may have taken the free port in the moment between choosing and listening, or the last processes of a
    // killed server may still hold its memory.
    if (attempt === 5) throw new Error(`PostgreSQL did not start. ${lastWords(logFile)}`);
    await sleep(200 * attempt);
  }
}

/** The server of a data folder that somebody else has started, or null. */
export function findEmbedded(dataDir) {
  const home = resolve(dataDir);
  if (!existsSync(home)) return null;
  const note = join(home, "postgres-place.json");
  const folder = existsSync(note) ? JSON.parse(readFileSync(note, "utf8")).folder : home;
  const running = runningPostmaster(join(folder, "postgres"));
  return running?.ready ? running : null;
}

export function databaseUrl({ user, password, port, database }) {
  return `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

function launch({ place, cluster, port, durable, logFile }) {
  keepLogSmall(logFile);
  const log = openSync(logFile, "a", 0o600);
  const given = {
    ...settings,
    port: String(port),
    ...Object.fromEntries(durability.map((name) => [name, durable ? "on" : "off"])),
  };
  const options = Object.entries(given).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(join(place.native, "bin/postgres"), ["-D", cluster, ...options], {
    ...place.account,
    // Its own session, so that Ctrl-C in the terminal reaches the supervisor alone and the parts stop in order.
    detached: true,
    cwd: "/",
    stdio: ["ignore", log, log],
    env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" },
  });
  closeSync(log);
  return child;
}

async function becomesReady(child, cluster) {
  let ended = false;
  child.once("exit", () => {
    ended = true;
  });
  child.once("error", () => {
    ended = true;
  });
  // Recovery after a kill replays the log first; that takes as long as it takes, and the process lives meanwhile.
  while (!ended) {
    const state = runningPostmaster(cluster);
    if (state?.pid === child.pid && state.ready) return true;
    await sleep(15);
  }
  return false;
}

function checkVersion(cluster, major) {
  const made = readFileSync(join(cluster, "PG_VERSION"), "utf8").trim();
  if (made === major) return;
  throw new Error(
    `The database in ${cluster} was made by PostgreSQL ${made}, and this release brings ${major}. Move the data over with pg_dumpall and psql, or start with another SALDO_DATA_DIR.`,
  );
}

function keepLogSmall(logFile) {
  if (existsSync(logFile) && statSync(logFile).size > 10_000_000) renameSync(logFile, `${logFile}.1`);
}

function lastWords(logFile) {
  const lines = readFileSync(logFile, "utf8").trim().split("\n");
  return `Its last words, from ${logFile}:\n${lines.slice(-8).join("\n")}`;
}
