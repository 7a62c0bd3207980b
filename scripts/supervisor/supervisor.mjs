import { spawn } from "node:child_process";
import { endProcess, identityOf } from "../../db/embedded/process-table.mjs";
import { relay, say } from "./output.mjs";
import { root } from "./paths.mjs";
import { Refusal } from "./refusal.mjs";

/**
 * Keeps the parts of a run together: they start under it, the end of any one ends all, and they stop in the reverse of
 * the order in which they were started.
 */
export class Supervisor {
  #record;
  #parts = [];
  #task = null;
  #announceEnd;
  /** Settles with the first reason to end: `{ code, sentence }`. */
  ending = new Promise((resolve) => {
    this.#announceEnd = resolve;
  });
  isEnding = false;

  constructor(record) {
    this.#record = record;
  }

  end(code, sentence) {
    if (this.isEnding) return;
    this.isEnding = true;
    this.#announceEnd({ code, sentence });
    if (this.#task) process.kill(-this.#task.pid, "SIGTERM");
  }

  /** Runs a program to its end. What it printed is shown only when it fails, or line by line where it is said to take long. */
  async task(label, args, environment, failure, { takesLong = false } = {}) {
    this.#mustGoOn();
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    this.#task = child;
    this.#record.add(label, child.pid);
    if (takesLong) relay(label, child.stdout);
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (said += text));
    const code = await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (exitCode, signal) => resolve(signal ?? exitCode));
    });
    this.#task = null;
    this.#record.remove(label);
    this.#mustGoOn();
    if (code !== 0) {
      const last = said.trim().split("\n").slice(-40);
      throw new Refusal([...last, failure].filter(Boolean).join("\n"));
    }
  }

  /** Starts a part that is meant to stay. */
  start({ name, args, environment, graceMs }) {
    this.#mustGoOn();
    const leave = new URL("./leave-with-parent.mjs", import.meta.url).href;
    const child = spawn(process.execPath, ["--import", leave, ...args], {
      cwd: root,
      env: { ...environment, SALDO_SUPERVISOR: String(process.pid) },
      stdio: ["pipe", "pipe", "pipe"],
      // Its own process group: Ctrl-C in the terminal reaches the supervisor alone, which stops the parts in order.
      detached: true,
    });
    relay(name, child.stdout);
    relay(name, child.stderr);
    this.adopt(name, child, () => endProcess(child.pid, { graceMs, group: true }));
  }

  /** Watches over a part that somebody else has spawned. */
  adopt(name, child, stop) {
    if (child.pid) this.#record.add(name, child.pid);
    this.#parts.push({ name, child, stop });
    child.once("error", (error) =>
      this.end(1, `Saldo stopped, because ${name} could not be started: ${error.message}`),
    );
    child.once("exit", (code, signal) => {
      this.end(1, `Saldo stopped, because ${name} ended unexpectedly (${signal ?? `exit code ${code}`}).`);
    });
    // A part that was gone before anybody listened reports nothing any more.
    if (child.exitCode !== null)
      this.end(1, `Saldo stopped, because ${name} ended unexpectedly (exit code ${child.exitCode}).`);
  }

  async stopAll() {
    for (const part of this.#parts.toReversed()) {
      if (identityOf(part.child.pid) === null) continue;
      if (!(await part.stop())) say("saldo", `${part.name} (process ${part.child.pid}) would not end.`);
    }
  }

  killAll() {
    for (const child of [this.#task, ...this.#parts.map((part) => part.child)]) {
      if (child?.pid && identityOf(child.pid)) process.kill(-child.pid, "SIGKILL");
    }
  }

  #mustGoOn() {
    if (this.isEnding) throw new Refusal("Stopping.");
  }
}
