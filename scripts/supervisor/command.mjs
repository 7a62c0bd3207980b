import { join } from "node:path";
import { removeDemoFile } from "./demo-file.mjs";
import { requireEngine } from "./install.mjs";
import { takeLock } from "./lock.mjs";
import { whenNpmEnds } from "./npm.mjs";
import { say } from "./output.mjs";
import { Refusal, sentenceOf } from "./refusal.mjs";
import { RunRecord, readRunRecord } from "./run-record.mjs";
import { readSettings } from "./settings.mjs";
import { Supervisor } from "./supervisor.mjs";

/** A second signal this soon is the same Ctrl-C, handed on by npm. */
const sameSignalMs = 1_000;

/** The whole life of a command that runs until it is stopped, like `npm start`; answers the exit code. */
export async function runCommand(planOf, bringUp) {
  try {
    requireEngine();
    const plan = planOf(readSettings());
    const lock = takeLock(join(plan.dataDir, "start.lock"));
    if (lock.holder) throw new Refusal(alreadyRunning(plan, lock.holder));
    try {
      return await live(plan, bringUp);
    } finally {
      lock.release();
    }
  } catch (error) {
    complain(sentenceOf(error));
    return 1;
  }
}

async function live(plan, bringUp) {
  const record = new RunRecord(plan.dataDir);
  const supervisor = new Supervisor(record);
  listenForEnd(supervisor);
  const up = bringUp(plan, supervisor, record).catch((error) => supervisor.end(1, sentenceOf(error)));
  const { code, sentence } = await supervisor.ending;
  (code === 0 ? (text) => say("saldo", text) : complain)(sentence);
  // Whatever was being started at this moment must be known before it can be stopped.
  await up;
  removeDemoFile(plan);
  await supervisor.stopAll();
  record.clear();
  if (code === 0) say("saldo", "Everything has stopped.");
  return code;
}

function listenForEnd(supervisor) {
  let first = 0;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      first ||= Date.now();
      if (Date.now() - first < sameSignalMs) return supervisor.end(0, "Stopping …");
      complain("Stopping at once.");
      supervisor.killAll();
      process.exit(1);
    });
  }
  whenNpmEnds(() => supervisor.end(0, "Stopping, because npm has ended …"));
  process.stdout.on("error", () => supervisor.end(1, "Stopping, because nobody reads the output any more."));
  process.on("uncaughtException", (error) => supervisor.end(1, sentenceOf(error)));
}

function alreadyRunning(plan, holder) {
  const url = readRunRecord(plan.dataDir)?.url;
  const where = url ? `process ${holder.pid}, ${url}` : `process ${holder.pid}`;
  return `${plan.name ?? "Saldo"} already runs on ${plan.dataDir} (${where}). Stop that one first, or give this one a SALDO_DATA_DIR and a port of its own.`;
}

function complain(sentence) {
  process.stderr.write(`${sentence}\n`);
}
