import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closeConnections, inSystem, systemDatabase } from "@/db";
import { closeHot, inHotTransaction } from "@/db/hot";
import { MortalServer } from "@/db/test/mortal-server";
import type { Context } from "@/lib/context";
import { checkBooks } from "@/lib/ledger/check";
import { settleHold } from "./close-hold";
import { openHold } from "./hold";
import { meterOne, meterUsage } from "./meter";
import { type UsageEvent, usageEvent } from "./schema";
import { later, prepareBooks, workspaceWith } from "./testing";
import type { Verdict } from "./verdicts";

const kills = process.env.SALDO_LONG ? 100 : 10;
const poolSize = 8;
const hungAfterMs = 10_000;
const perBatch = 20;
/** Of the answers that arrive, so many are lost on the caller's side, who asks again. */
const forgotten = 0.1;

const server = new MortalServer();
let workspaces: Context[];

beforeAll(async () => {
  await server.start();
  await prepareBooks();
  workspaces = await Promise.all(
    Array.from({ length: 3 }, () => workspaceWith({ plan: 1_000_000, wallet: 1_000_000 })),
  );
}, 60_000);

afterAll(async () => {
  await closeHot();
  await closeConnections();
  await server.remove();
});

type Kind = "single" | "batch" | "hold";
const kinds: readonly Kind[] = ["single", "batch", "hold"];

/** What callers were told, by the id of the event, and how it went while they asked. */
class Log {
  readonly charged = new Map<string, bigint>();
  readonly inFlight = { single: 0, batch: 0, hold: 0 };
  running = true;
  lost = 0;
  repeated = 0;
  hung = 0;

  acknowledge(id: string, verdict: Verdict): void {
    if (verdict.status === "duplicate") this.repeated += 1;
    const first = verdict.status === "duplicate" ? verdict.first : verdict;
    if (first.status !== "charged") throw new Error(`${id} was answered with ${first.status}`);
    this.charged.set(id, first.amountMicro);
  }

  /** Asks until there is an answer, always in the same words: whether the last attempt came through is not known. */
  async insist<T>(kind: Kind, ask: () => Promise<T>): Promise<T> {
    const patience = AbortSignal.timeout(3 * hungAfterMs);
    for (;;) {
      const watchdog = setTimeout(() => {
        this.hung += 1;
      }, hungAfterMs);
      this.inFlight[kind] += 1;
      try {
        const answer = await ask();
        if (Math.random() >= forgotten) return answer;
      } catch (error) {
        if (patience.aborted) throw error;
        this.lost += 1;
        await sleep(5);
      } finally {
        this.inFlight[kind] -= 1;
        clearTimeout(watchdog);
      }
    }
  }
}

const sms = (): UsageEvent =>
  usageEvent.parse({
    id: `event ${randomUUID()}`,
    channel: "sms",
    to: "+244923000000",
    parts: 1 + Math.floor(Math.random() * 3),
  });
const call = (): UsageEvent =>
  usageEvent.parse({ id: `event ${randomUUID()}`, channel: "voice", to: "+244923000000", seconds: 60 });

async function single(ctx: Context, log: Log): Promise<void> {
  const event = sms();
  log.acknowledge(event.id, await log.insist("single", () => meterOne(ctx, event)));
}

async function batch(ctx: Context, log: Log): Promise<void> {
  const events = Array.from({ length: perBatch }, sms);
  const verdicts = await log.insist("batch", () => meterUsage(ctx, events));
  for (const [i, verdict] of verdicts.entries()) log.acknowledge(events[i]?.id ?? "", verdict);
}

async function hold(ctx: Context, log: Log): Promise<void> {
  const event = call();
  const held = await log.insist("hold", () => openHold(ctx, event, later(ctx, 60).now));
  if (held.status === "duplicate") log.repeated += 1;
  const closed = await log.insist("hold", () => settleHold(ctx, event.id, { quantity: 90 }));
  if (closed.status === "duplicate") log.repeated += 1;
  if (closed.status !== "charged" && closed.status !== "duplicate") throw new Error(`settled: ${closed.status}`);
  log.charged.set(event.id, closed.amountMicro);
}

const ways = { single, batch, hold };

function traffic(log: Log): Promise<void>[] {
  const caller = async (kind: Kind, nth: number) => {
    for (let turn = nth; log.running; turn++) {
      const ctx = workspaces[turn % workspaces.length];
      if (ctx) await ways[kind](ctx, log);
    }
  };
  return kinds.flatMap((kind) => Array.from({ length: kind === "single" ? 16 : 4 }, (_, nth) => caller(kind, nth)));
}

async function answersBeyond(log: Log, goal: number): Promise<void> {
  while (log.charged.size < goal) await sleep(5);
}

it(`PostgreSQL killed ${kills} times under metering loses no answer, charges no event twice and leaves the books right`, async () => {
  let uncaught = 0;
  const count = () => {
    uncaught += 1;
  };
  process.on("uncaughtException", count);
  process.on("unhandledRejection", count);
  const log = new Log();
  const struck = { single: 0, batch: 0, hold: 0 };
  const callers = Promise.all(traffic(log));
  for (let kill = 0; kill < kills; kill++) {
    await Promise.race([answersBeyond(log, log.charged.size + 200), callers]);
    // By turns the server alone, whose processes may still finish what they do, and all of them in the middle of it.
    const victims = kill % 2 === 0 ? [] : await backends();
    for (const kind of kinds) struck[kind] += log.inFlight[kind] > 0 ? 1 : 0;
    await server.killAndRestart(victims);
  }
  await Promise.race([answersBeyond(log, log.charged.size + 200), callers]);
  log.running = false;
  await callers;
  process.off("uncaughtException", count);
  process.off("unhandledRejection", count);

  for (const kind of kinds) expect(struck[kind], `kills that met a ${kind} in flight`).toBeGreaterThan(kills * 0.7);
  expect(log.lost, "answers that were lost and asked for again").toBeGreaterThan(kills);
  expect(log.repeated, "questions that had been answered before").toBeGreaterThan(kills);
  expect({ uncaught, hung: log.hung }).toEqual({ uncaught: 0, hung: 0 });
  expect(await chargedInBooks()).toEqual(new Map([...log.charged].sort()));
  expect(await liveConnections()).toBe(poolSize);
  const verdict = await checkBooks(systemDatabase(), { now: workspaces[0]?.now });
  expect(verdict.findings).toEqual([]);
  expect(verdict.events).toBe(log.charged.size);
}, 600_000);

async function backends(): Promise<number[]> {
  const rows = await inSystem(systemDatabase(), (tx) =>
    tx.execute<{ pid: number }>(sql`select pid from pg_stat_activity where backend_type = 'client backend'`),
  );
  return rows.map(({ pid }) => pid);
}

async function chargedInBooks(): Promise<Map<string, bigint>> {
  const rows = await inSystem(systemDatabase(), (tx) =>
    tx.execute<{ id: string; amount: string }>(
      sql`select external_id as id, amount_micro::text as amount from usage_events where seq is not null`,
    ),
  );
  return new Map(rows.map(({ id, amount }): [string, bigint] => [id, BigInt(amount)]).sort());
}

/** As many transactions as the pool is large, none of which ends before all of them have a connection. */
async function liveConnections(): Promise<number> {
  const backends = new Set<number>();
  const entered: Promise<void>[] = [];
  const patience = AbortSignal.timeout(hungAfterMs);
  const everybodyIn = new Promise<void>((resolve) => {
    patience.addEventListener("abort", () => resolve());
    const enter = async (): Promise<void> => {
      await inHotTransaction(async (tx) => {
        const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
        if (row) backends.add(row.pid);
        if (backends.size === poolSize) resolve();
        await everybodyIn;
      }).catch(() => (patience.aborted ? undefined : enter()));
    };
    for (let i = 0; i < poolSize; i++) entered.push(enter());
  });
  await Promise.all(entered);
  return backends.size;
}
