import { spawn } from "node:child_process";
import { root } from "../supervisor/paths.mjs";

const running = new Set();

/** Runs a Node program to its end. With `quiet` its output is kept and answered instead of shown. */
export function runNode(args, { env = process.env, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env,
      stdio: ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"],
    });
    running.add(child);
    let output = "";
    for (const stream of quiet ? [child.stdout, child.stderr] : [])
      stream.setEncoding("utf8").on("data", (text) => (output += text));
    child.once("error", reject);
    child.once("close", (code, signal) => {
      running.delete(child);
      resolve({ code: code ?? signal, output });
    });
  });
}

/** Ctrl-C in the middle of a suite: everything that was started hears of it, and the run ends when they have. */
export function endTogether(...more) {
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, async () => {
      for (const child of running) child.kill(signal);
      await Promise.all(more.map((end) => end()));
      process.exit(130);
    });
  }
}
