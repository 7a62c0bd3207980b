import { join } from "node:path";
import { withLock } from "./supervisor/lock.mjs";
import { say } from "./supervisor/output.mjs";
import { checkoutLocks } from "./supervisor/paths.mjs";
import { sentenceOf } from "./supervisor/refusal.mjs";
import { BrowserSuite } from "./test/browser.mjs";
import { buildCheckout, prepareCheckout } from "./test/prepare.mjs";
import { endTogether } from "./test/programs.mjs";
import { verify } from "./test/verify.mjs";
import { vitest } from "./test/vitest.mjs";

// `--long` lets every suite run its night figures instead of the ones of the day.
if (process.argv.includes("--long")) process.env.SALDO_LONG = "1";

const total = { passed: 0, failed: 0 };
const browser = new BrowserSuite();
endTogether(() => browser.end());

const suites = [
  { name: "verify", run: verify },
  { name: "integration", run: () => vitest("integration") },
  { name: "build", run: () => buildCheckout().then(() => ({ passed: 1, failed: 0 })), needed: true },
  { name: "built", run: () => vitest("build") },
  { name: "start", run: () => vitest("start") },
  { name: "browser", run: () => browser.run() },
];

try {
  await withLock(
    join(checkoutLocks, "test.lock"),
    ({ pid }) => say("test", `waiting for process ${pid}, which tests this checkout`),
    runAll,
  );
} catch (error) {
  total.failed += 1;
  console.error(sentenceOf(error));
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

async function runAll() {
  await prepareCheckout();
  for (const [index, { name, run, needed }] of suites.entries()) {
    const counts = await counted(name, run);
    total.passed += counts.passed;
    total.failed += counts.failed;
    if (!needed || counts.failed === 0) continue;
    // What cannot run because of this has not passed.
    for (const later of suites.slice(index + 1)) say(later.name, `not run, because ${name} failed`);
    total.failed += suites.length - index - 1;
    return;
  }
}

/** A suite that breaks down counts as one failure; it never makes the run look better. */
async function counted(name, run) {
  const started = performance.now();
  const { passed, failed, note } = await run().catch((error) => ({ passed: 0, failed: 1, note: sentenceOf(error) }));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  say(name, `${passed} passed, ${failed} failed (${seconds} s)${note ? `: ${note}` : ""}`);
  return { passed, failed };
}
