import "server-only";
import { EventEmitter } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { Logger, parseCronItems, type Runner, run, type TaskList, type WorkerEvents } from "graphile-worker";
import type { Pool } from "pg";
import { workerPool } from "@/db/worker-pool";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { drainOutbox } from "./drain-outbox";
import { type Handlers, handlers } from "./handlers";
import { beat, beatEveryMs, releaseAbandoned, releaseForgotten, sayGoodbye } from "./heartbeat";

const concurrency = 5;
const drainEveryMs = 500;
const restartAfterMs = 1_000;

const schedule = parseCronItems([
  // The loop below drains at once; this one also runs when that loop is stuck.
  { task: "outbox.sweep", match: "* * * * *", options: { jobKey: "outbox.sweep", maxAttempts: 1 } },
  { task: "books.sweep", match: "* * * * *", options: { jobKey: "books.sweep", maxAttempts: 1 } },
  { task: "statement.fold", match: "* * * * *", options: { jobKey: "statement.fold", maxAttempts: 1 } },
  { task: "plans.renew", match: "* * * * *", options: { jobKey: "plans.renew", maxAttempts: 1 } },
  // Announcements that wait are looked at again; those that never came are fetched, and what stays silent is asked about.
  { task: "payments.work_events", match: "* * * * *", options: { jobKey: "payments.work_events", maxAttempts: 1 } },
  { task: "payments.reconcile", match: "*/10 * * * *", options: { jobKey: "payments.reconcile", maxAttempts: 2 } },
  { task: "payments.compare", match: "33 2 * * *", options: { jobKey: "payments.compare", maxAttempts: 5 } },
  { task: "purchases.expire", match: "*/2 * * * *", options: { jobKey: "purchases.expire", maxAttempts: 1 } },
  { task: "books.ensure_months", match: "3 3 * * *", options: { jobKey: "books.ensure_months", maxAttempts: 5 } },
  // Once an hour, because midnight comes to every zone at another one.
  { task: "usage.summarise", match: "13 * * * *", options: { jobKey: "usage.summarise", maxAttempts: 3 } },
  { task: "books.check", match: "43 * * * *", options: { jobKey: "books.check", maxAttempts: 3 } },
  { task: "audit.verify", match: "7 * * * *", options: { jobKey: "audit.verify", maxAttempts: 3 } },
  { task: "exports.expire", match: "27 * * * *", options: { jobKey: "exports.expire", maxAttempts: 3 } },
  { task: "records.clean", match: "17 * * * *", options: { jobKey: "records.clean", maxAttempts: 3 } },
  {
    task: "invitations.tell_expired",
    match: "37 * * * *",
    options: { jobKey: "invitations.tell_expired", maxAttempts: 3 },
  },
]);

export type Worker = { stop: () => Promise<void>; ended: Promise<void> };

/** Runs jobs until told to stop, and through every death of the database in between. */
export async function startWorker(tasks: Handlers = handlers): Promise<Worker> {
  const url = env().DATABASE_WORKER_URL ?? env().DATABASE_URL;
  const stopping = new AbortController();
  const first = await startRun(url, tasks);
  let current: Run | undefined = first;

  async function keepRunning(): Promise<void> {
    while (current) {
      await current.over;
      current = undefined;
      while (!current && !stopping.signal.aborted) current = await tryRun();
    }
  }
  async function tryRun(): Promise<Run | undefined> {
    await pause(restartAfterMs, stopping.signal);
    if (stopping.signal.aborted) return undefined;
    return startRun(url, tasks).catch((error: unknown) => {
      log.warn({ err: error }, "the worker cannot start yet and tries again");
      return undefined;
    });
  }

  const ended = Promise.all([keepRunning(), drainRepeatedly(stopping.signal)]).then(() => undefined);
  return {
    ended,
    stop: async () => {
      stopping.abort();
      await current?.stop();
      await ended;
    },
  };
}

type Run = { over: Promise<void>; stop: () => Promise<void> };

/** One life of the runner, from its first connection to the error that ends it. */
async function startRun(url: string, tasks: Handlers): Promise<Run> {
  const pool = workerPool(url, concurrency + 4, (error) =>
    log.warn({ err: error }, "a connection of the worker was lost"),
  );
  const events: WorkerEvents = new EventEmitter();
  const watch: Watch = { pool, workerId: undefined, active: new Set() };
  events.on("pool:create", ({ workerPool: made }) => {
    watch.workerId = made.id;
  });
  events.on("job:start", ({ job }) => watch.active.add(job.id));
  events.on("job:complete", ({ job }) => watch.active.delete(job.id));
  events.on("job:failed", ({ job, error }) => {
    log.error(
      { job_id: job.id, task: job.task_identifier, attempts: job.attempts, err: error },
      "job given up; see npm run jobs:dead",
    );
  });
  events.on("job:error", ({ job, error }) => {
    log.warn({ job_id: job.id, task: job.task_identifier, attempts: job.attempts, err: error }, "job failed");
  });

  let runner: Runner;
  try {
    runner = await run({
      pgPool: pool,
      concurrency,
      noHandleSignals: true,
      pollInterval: 1_000,
      gracefulShutdownAbortTimeout: 4_000,
      taskList: taskListOf(tasks),
      parsedCronItems: schedule,
      logger: quietLogger(),
      events,
    });
  } catch (error) {
    await pool.end();
    throw error;
  }
  let lastBeat = heartbeat(watch);
  await lastBeat;
  const timer = setInterval(() => {
    lastBeat = lastBeat.then(() => heartbeat(watch));
  }, beatEveryMs);

  const over = runner.promise
    .catch((error: unknown) => log.warn({ err: error }, "the job runner ended and starts anew"))
    .then(async () => {
      clearInterval(timer);
      await lastBeat;
      await farewell(watch);
      await pool.end();
    });
  return {
    over,
    stop: async () => {
      await runner.stop().catch((error: unknown) => log.warn({ err: error }, "the job runner did not stop cleanly"));
      await over;
    },
  };
}

type Watch = {
  pool: Pool;
  /** The name under which the queue knows this life of the runner. */
  workerId: string | undefined;
  /** Jobs that are being worked on at this moment. */
  active: Set<string>;
};

async function heartbeat({ pool, workerId, active }: Watch): Promise<void> {
  if (!workerId) return;
  try {
    await beat(pool, workerId);
    const abandoned = await releaseAbandoned(pool);
    if (abandoned.length > 0) log.warn({ workers: abandoned }, "jobs of silent workers were freed");
    const forgotten = await releaseForgotten(pool, workerId, [...active]);
    if (forgotten.length > 0) log.warn({ jobs: forgotten }, "jobs this worker never heard of were freed");
  } catch (error) {
    // Nothing to do but to go on: a heart that misses beats is what readiness looks at.
    log.warn({ err: error }, "heartbeat missed");
  }
}

async function farewell({ pool, workerId }: Watch): Promise<void> {
  if (!workerId) return;
  await sayGoodbye(pool, workerId).catch((error: unknown) => log.warn({ err: error }, "left without a goodbye"));
}

function taskListOf(tasks: Handlers): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, handle]) => [
      name,
      async (payload: unknown) => {
        await handle(payload as never);
      },
    ]),
  );
}

async function drainRepeatedly(stopped: AbortSignal): Promise<void> {
  while (!stopped.aborted) {
    try {
      await drainOutbox();
    } catch (error) {
      log.warn({ err: error }, "the outbox could not be drained");
      await pause(restartAfterMs, stopped);
    }
    await pause(drainEveryMs, stopped);
  }
}

async function pause(ms: number, stopped: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal: stopped }).catch(() => {
    // Told to stop: the pause is simply over.
  });
}

/** The runner's own lines, below warnings, say nothing an operator can act on. */
function quietLogger(): Logger {
  return new Logger(() => (level, message) => {
    if (level === "error") log.warn({ source: "runner" }, message);
    else if (level === "warning") log.info({ source: "runner" }, message);
  });
}
