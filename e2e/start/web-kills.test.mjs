import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { freePort } from "../../db/embedded/ports.mjs";
import { root } from "../../scripts/supervisor/paths.mjs";
import { readRunRecord } from "../../scripts/supervisor/run-record.mjs";
import { clearDataDir, newDataDir, SaldoProcess } from "../../scripts/test/saldo-process.mjs";

const kills = process.env.SALDO_LONG ? 20 : 3;
const hungAfterMs = 10_000;
/** The longest that a question may remain without an answer, restarts included. */
const patienceMs = 60_000;
const perBatch = 10;
/** Of the answers that arrive, so many are lost on the caller's side, who asks again. */
const forgotten = 0.1;

const dataDir = newDataDir();
let saldo;

afterAll(async () => {
  await saldo?.stop();
  await clearDataDir(dataDir);
}, 60_000);

/** What callers were told, by the id of the event, and how it went while they asked. */
class Log {
  charged = new Map();
  inFlight = 0;
  lost = 0;
  repeated = 0;
  running = true;

  acknowledge({ id, status, first, credits }) {
    const answer = status === "duplicate" ? first : { status, credits };
    if (status === "duplicate") this.repeated += 1;
    if (answer.status !== "charged") throw new Error(`${id} was answered with ${answer.status}`);
    this.charged.set(id, answer.credits);
  }

  /** Sends until there is an answer, always the same: a 5xx, a cut body and silence say nothing about what was charged. */
  async insist({ url, api_key }, body) {
    const patience = AbortSignal.timeout(patienceMs);
    for (;;) {
      this.inFlight += 1;
      try {
        const response = await fetch(`${url}/v1/usage`, {
          method: "POST",
          headers: { authorization: `Bearer ${api_key}`, "content-type": "application/json" },
          body: JSON.stringify(body),
          signal: AbortSignal.timeout(hungAfterMs),
        });
        const answer = await response.json();
        if (response.ok && Math.random() >= forgotten) return answer;
        const isFinal = patience.aborted || (response.status < 500 && response.status !== 429);
        if (!response.ok && isFinal) throw new Refused(response.status, answer);
      } catch (error) {
        if (error instanceof Refused || patience.aborted) throw error;
        this.lost += 1;
        await sleep(20);
      } finally {
        this.inFlight -= 1;
      }
    }
  }
}

class Refused extends Error {
  constructor(status, answer) {
    super(`${status} ${JSON.stringify(answer)}`);
  }
}

const message = () => ({
  id: randomUUID(),
  channel: "sms",
  to: "+244923000000",
  parts: 1 + Math.floor(Math.random() * 3),
});

async function caller(log, door, { batches }) {
  while (log.running) {
    if (!batches) {
      log.acknowledge(await log.insist(door, message()));
      continue;
    }
    const { events } = await log.insist(door, { events: Array.from({ length: perBatch }, message) });
    for (const event of events) log.acknowledge(event);
  }
}

async function answersBeyond(log, goal) {
  while (log.charged.size < goal) await sleep(10);
}

test(`the web process killed ${kills} times under POST /v1/usage loses no answer and charges no event twice`, async () => {
  const settings = { dataDir, PORT: String(await freePort()), SALDO_DEMO: "0" };
  const start = async () => {
    saldo = await SaldoProcess.start(settings);
    await expect.poll(() => saldo.output, { timeout: 60_000 }).toContain("Saldo answers at");
  };
  await start();
  const { api_key } = JSON.parse(await run(settings, "e2e/start/metered-workspace.setup.ts"));
  const door = { url: `http://127.0.0.1:${settings.PORT}`, api_key };
  const log = new Log();
  const callers = Promise.all(Array.from({ length: 8 }, (_, i) => caller(log, door, { batches: i < 3 })));
  let struck = 0;
  for (let kill = 0; kill < kills; kill++) {
    await Promise.race([answersBeyond(log, log.charged.size + 300), callers]);
    struck += log.inFlight > 0 ? 1 : 0;
    process.kill(readRunRecord(dataDir).processes.web.pid, "SIGKILL");
    // What a service manager does when a part of it died.
    expect(await saldo.ended).toBe(1);
    await start();
  }
  await Promise.race([answersBeyond(log, log.charged.size + 300), callers]);
  log.running = false;
  await callers;

  expect(struck, "kills that met requests in flight").toBe(kills);
  expect(log.lost).toBeGreaterThan(kills);
  expect(log.repeated, "questions that had been answered before").toBeGreaterThan(kills);
  const booked = JSON.parse(await run(settings, "e2e/start/charged-events.setup.ts"));
  expect(new Map(booked.sort())).toEqual(new Map([...log.charged].sort()));
  expect(await run(settings, "scripts/check.ts")).toContain("are right");
}, 600_000);

/** What a script of the product says that runs beside it. */
async function run(settings, script) {
  const program = await SaldoProcess.start({ ...settings, command: [join(root, "scripts/run.mjs"), script] });
  expect(await program.ended, program.output).toBe(0);
  return program.output;
}
