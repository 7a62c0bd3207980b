import { rmSync } from "node:fs";
import { join } from "node:path";
import { endProcess, identityOf } from "../../db/embedded/process-table.mjs";
import { readJson, writeJson } from "./atomic-json.mjs";

/** Which processes a run has started, on disk, so that the next run can end what a killed one left behind. */
export class RunRecord {
  #file;
  #content = { pid: process.pid, processes: {} };

  constructor(dataDir) {
    this.#file = join(dataDir, "run.json");
  }

  note(facts) {
    Object.assign(this.#content, facts);
    writeJson(this.#file, this.#content);
  }

  add(name, pid) {
    this.#content.processes[name] = { pid, identity: identityOf(pid) };
    writeJson(this.#file, this.#content);
  }

  remove(name) {
    delete this.#content.processes[name];
    writeJson(this.#file, this.#content);
  }

  get pids() {
    return Object.fromEntries(Object.entries(this.#content.processes).map(([name, { pid }]) => [name, pid]));
  }

  clear() {
    rmSync(this.#file, { force: true });
  }
}

export function readRunRecord(dataDir) {
  return readJson(join(dataDir, "run.json"));
}

/** Answers the names of the processes that had to be ended. Postgres is left to the embedded server's own start. */
export async function endLeftovers(dataDir) {
  const left = Object.entries(readRunRecord(dataDir)?.processes ?? {}).filter(
    ([name, { pid, identity }]) => name !== "postgres" && identity && identityOf(pid) === identity,
  );
  await Promise.all(left.map(([, { pid }]) => endProcess(pid, { graceMs: 3_000, group: true })));
  return left.map(([name]) => name);
}
