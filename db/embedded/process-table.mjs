import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Tells this run of a process apart from a later one that was given the same number; null when it does not run.
 * A zombie answers signals for as long as its parent leaves it unreaped, so it counts as gone.
 */
export function identityOf(pid) {
  if (!Number.isInteger(pid) || pid <= 1) return null;
  if (process.platform === "linux") {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      // The name in parentheses may itself hold spaces and parentheses; the fields begin after the last one.
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      const [state, threads, startedAtTick] = [fields[0], Number(fields[17]), fields[19]];
      // The first thread may be dead while others still close the sockets of the process.
      const dead = state === "X" || (state === "Z" && threads <= 1);
      return dead ? null : `${bootId()}:${startedAtTick}`;
    } catch (error) {
      return gone(error);
    }
  }
  const line = processStatus(pid, "stat=,lstart=");
  return !line || line.startsWith("Z") ? null : line.replace(/^\S+\s+/, "");
}

export function commandOf(pid) {
  if (process.platform !== "linux") return processStatus(pid, "command=") ?? "";
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  } catch (error) {
    return gone(error) ?? "";
  }
}

/** Asks with the first signal, insists with SIGKILL after the grace; answers whether the process is gone. */
export async function endProcess(pid, { signal = "SIGTERM", graceMs = 5_000, group = false } = {}) {
  const identity = identityOf(pid);
  const running = () => identity !== null && identityOf(pid) === identity;
  for (const [next, wait] of [
    [signal, graceMs],
    ["SIGKILL", 3_000],
  ]) {
    if (!running()) return true;
    send(group ? -pid : pid, next);
    for (const deadline = Date.now() + wait; running() && Date.now() < deadline; ) await sleep(20);
  }
  return !running();
}

function send(target, signal) {
  try {
    process.kill(target, signal);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

function processStatus(pid, columns) {
  try {
    return execFileSync("ps", ["-o", columns, "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch (error) {
    // ps says with its exit status 1 that there is no such process.
    if (error.status === 1) return null;
    throw error;
  }
}

function gone(error) {
  if (error.code === "ENOENT" || error.code === "ESRCH") return null;
  throw error;
}

let boot;
function bootId() {
  boot ??= readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  return boot;
}
