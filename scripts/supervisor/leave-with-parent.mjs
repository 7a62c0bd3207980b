import { isMainThread } from "node:worker_threads";

// Loaded into every part before its own code. The supervisor holds the other end of standard input and never writes:
// when it closes, the supervisor is gone, killed perhaps, and a part without it would hold ports and locks for ever.
// The compiler of `next dev` hands our arguments on to processes and threads of its own; they follow their parent.
if (isMainThread && process.ppid === Number(process.env.SALDO_SUPERVISOR)) {
  process.stdin.once("close", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(1), 5_000).unref();
  });
  process.stdin.resume();
  process.stdin.unref();
}
