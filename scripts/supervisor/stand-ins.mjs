import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readJson, writeJson } from "./atomic-json.mjs";
import { withLock } from "./lock.mjs";
import { say, step } from "./output.mjs";
import { checkoutLocks } from "./paths.mjs";
import { typescript, typescriptEnvironment } from "./typescript.mjs";

const random = () => randomBytes(24).toString("hex");

/** Whether a key is one of the sandbox's: no key at all is. */
export function isPlayMoney(key) {
  return key === undefined || key.startsWith("sk_test_sandbox_");
}

/** What the stand-ins for money and those who talk to them know of each other: made once, kept in the data folder. */
export function standInSecrets(dataDir) {
  const file = join(dataDir, "stand-ins.json");
  const kept = readJson(file);
  const secrets = {
    database: random(),
    administrator: random(),
    stripe: { key: `sk_test_sandbox_${random()}`, webhook: `whsec_${random()}` },
    bank: { key: `bank_test_${random()}`, callback: random() },
    ...kept,
  };
  if (JSON.stringify(secrets) !== JSON.stringify(kept)) writeJson(file, secrets);
  return secrets;
}

/** What Stripe's SDK sends and expects is read out of its types by a compiler: seconds, and once for each SDK. */
export async function prepareContract(task, environment) {
  // By its path and late: it looks for a package, and the supervisor starts before the packages are installed.
  const { contractFile } = await import("../../sandbox/stripe/contract/cache-file.mjs");
  if (existsSync(contractFile())) return;
  const waiting = ({ pid }) => say("stripe", `waiting for process ${pid}, which does the same`);
  await withLock(join(checkoutLocks, "contract.lock"), waiting, async () => {
    if (existsSync(contractFile())) return;
    await step("stripe", "deriving the contract of the sandbox from Stripe's SDK", () =>
      task(
        "contract",
        typescript("sandbox/stripe/contract/derive/main.ts"),
        { ...environment, ...typescriptEnvironment },
        "The contract of the Stripe sandbox could not be derived; the compiler's own words are above.",
      ),
    );
  });
}

/** The part of a run that is a stand-in for Stripe. It is told nothing of the product but where its events go. */
export function stripePart(environment) {
  return {
    name: "stripe",
    args: typescript("sandbox/stripe/main.ts"),
    environment: told(environment, "STRIPE_SANDBOX_"),
    graceMs: 3_000,
  };
}

/** The part of a run that is a stand-in for a bank with virtual accounts. */
export function bankPart(environment) {
  return {
    name: "bank",
    args: typescript("sandbox/bank/main.ts"),
    environment: told(environment, "BANK_SANDBOX_"),
    graceMs: 3_000,
  };
}

function told(environment, prefix) {
  const names = Object.keys(environment).filter(
    (name) => ["PATH", "HOME", "TMPDIR", "NODE_ENV"].includes(name) || name.startsWith(prefix),
  );
  return { ...Object.fromEntries(names.map((name) => [name, environment[name]])), ...typescriptEnvironment };
}
