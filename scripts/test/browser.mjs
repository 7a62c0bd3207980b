import { say } from "../supervisor/output.mjs";
import { playwright } from "./playwright.mjs";
import { clearDataDir, contractViolations, newDataDir, SaldoProcess } from "./saldo-process.mjs";

/** A fresh Saldo, started as a person would start it, visited by a real browser and stopped again. */
export class BrowserSuite {
  #saldo = null;

  async run() {
    const dataDir = newDataDir();
    const total = { passed: 0, failed: 0 };
    const count = (name, { passed, failed, note }) => {
      say("browser", `${name}: ${passed} passed, ${failed} failed${note ? ` (${note})` : ""}`);
      total.passed += passed;
      total.failed += failed;
    };
    this.#saldo = await SaldoProcess.start({ dataDir, TRUSTED_PROXY: "1" });
    try {
      await this.#saldo.ready();
      count("a fresh start answers", { passed: 1, failed: 0 });
      if (process.env.SALDO_LONG)
        count(
          "Lighthouse on every page",
          await playwright(this.#saldo.demoFile, "e2e/lighthouse/playwright.config.ts"),
        );
      count("in the browser", await playwright(this.#saldo.demoFile));
    } catch (error) {
      count("a fresh start answers", { passed: 0, failed: 1, note: error.message });
    } finally {
      const endedByItself = this.#saldo.child.exitCode !== null;
      const code = await this.#saldo.stop();
      const clean = code === 0 && !endedByItself;
      count(
        "it stays up, and Ctrl-C ends it cleanly",
        clean ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, note: this.#lastLines() },
      );
      const violations = contractViolations();
      count(
        "the sandbox kept to Stripe's contract",
        violations.length ? { passed: 0, failed: 1, note: violations.join("\n") } : { passed: 1, failed: 0 },
      );
      await clearDataDir(dataDir);
    }
    return total;
  }

  async end() {
    await this.#saldo?.stop();
  }

  #lastLines() {
    return this.#saldo.output.trim().split("\n").slice(-40).join("\n");
  }
}
