import { say } from "../supervisor/output.mjs";
import { everyCheck } from "./checks.mjs";

const atOnce = 2;

/** Runs every check, two at a time, and shows the words of those that fail. */
export async function verify() {
  const waiting = everyCheck();
  const total = { passed: 0, failed: 0 };
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const started = performance.now();
      const { passed, failed, output, note } = await check.run();
      total.passed += passed;
      total.failed += failed;
      const counts = passed + failed === 1 ? (failed ? "failed" : "ok") : `${passed} passed, ${failed} failed`;
      say(
        "verify",
        `${check.name.padEnd(22)} ${counts} (${((performance.now() - started) / 1000).toFixed(1)} s)${note ? `: ${note}` : ""}`,
      );
      if (failed) process.stdout.write(`${output.trim()}\n\n`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return total;
}
