import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/ids";
import { type Connection, connect, inScope } from ".";
import { startEmbedded } from "./embedded/cluster.mjs";
import { createDatabase, databaseUrls, prepareRoles } from "./embedded/databases.mjs";
import { removePlace } from "./embedded/place.mjs";
import { migrate } from "./migrate";
import { mailTokens } from "./schema/identity";

const kills = 20;
const callers = 16;
const poolSize = 8;
const hungAfterMs = 10_000;
const adminPassword = "for-tests";
const passwords = { migrator: "for-tests", app: "for-tests", worker: "for-tests" };

type Server = Awaited<ReturnType<typeof startEmbedded>>;

const dataDir = mkdtempSync(join(tmpdir(), "saldo-kills-"));
let server: Server;
let connection: Connection;

beforeAll(async () => {
  chmodSync(dataDir, 0o711);
  server = await startEmbedded({ dataDir, adminPassword });
  await prepareRoles({ adminUrl: server.adminUrl, passwords });
  await createDatabase({ adminUrl: server.adminUrl, name: "saldo" });
  const urls = databaseUrls({ port: server.port, name: "saldo", passwords, adminPassword });
  await migrate({ migratorUrl: urls.migrator, workerUrl: urls.worker, appUrl: urls.app });
  connection = connect(urls.app, { max: poolSize });
}, 60_000);

afterAll(async () => {
  await connection?.close();
  await server?.stop();
  removePlace(dataDir);
});

describe("PostgreSQL killed under load", () => {
  it("twenty times loses no acknowledged write, hangs no caller, throws nothing uncaught and makes the pool whole again each time", async () => {
    const tally = { acknowledged: new Set<string>(), refused: 0, hung: 0, uncaught: 0, inFlight: 0 };
    const count = () => {
      tally.uncaught += 1;
    };
    process.on("uncaughtException", count);
    process.on("unhandledRejection", count);
    let running = true;
    const load = Array.from({ length: callers }, async () => {
      while (running) await attempt(tally);
    });

    let struckInFlight = 0;
    const whole: number[] = [];
    await acknowledgedBeyond(tally, 50);
    for (let kill = 0; kill < kills; kill++) {
      if (tally.inFlight > 0) struckInFlight += 1;
      process.kill(server.pid, "SIGKILL");
      server = await startEmbedded({ dataDir, adminPassword, port: server.port });
      await acknowledgedBeyond(tally, tally.acknowledged.size + 50);
      whole.push(await heldAtOnce());
    }
    running = false;
    await Promise.all(load);
    process.off("uncaughtException", count);
    process.off("unhandledRejection", count);

    expect(struckInFlight).toBe(kills);
    expect(tally.refused).toBeGreaterThan(0);
    expect({ uncaught: tally.uncaught, hung: tally.hung }).toEqual({ uncaught: 0, hung: 0 });
    expect(await missingOf(tally.acknowledged)).toEqual([]);
    expect(whole).toEqual(Array.from({ length: kills }, () => poolSize));
  }, 180_000);
});

type Tally = { acknowledged: Set<string>; refused: number; hung: number; inFlight: number };

/** Two statements in one transaction, so that kills strike between them. */
async function attempt(tally: Tally): Promise<void> {
  const id = newId("tok");
  const now = new Date();
  tally.inFlight += 1;
  const watchdog = setTimeout(() => {
    tally.hung += 1;
  }, hungAfterMs);
  try {
    await inScope(connection.db, {}, async (tx) => {
      await tx
        .insert(mailTokens)
        .values({ id, purpose: "sign_up", email: "x@y.example", createdAt: now, expiresAt: now });
      await tx.execute(sql`select pg_sleep(0.002)`);
      await tx.execute(sql`update mail_tokens set used_at = now() where id = ${id}`);
    });
    tally.acknowledged.add(id);
  } catch {
    // Refused or unknown; either way nobody was told that it is safe.
    tally.refused += 1;
    await sleep(5);
  } finally {
    clearTimeout(watchdog);
    tally.inFlight -= 1;
  }
}

async function acknowledgedBeyond(tally: Tally, goal: number): Promise<void> {
  while (tally.acknowledged.size < goal) await sleep(5);
}

async function missingOf(acknowledged: Set<string>): Promise<string[]> {
  const rows = await inScope(connection.db, {}, (tx) => tx.select({ id: mailTokens.id }).from(mailTokens));
  const kept = new Set(rows.map((row) => row.id));
  return [...acknowledged].filter((id) => !kept.has(id));
}

/** As many transactions as the pool is large, in the middle of the load, none of which ends before all have a connection. */
async function heldAtOnce(): Promise<number> {
  const held = new Set<number>();
  let letGo = () => {};
  const everybodyIn = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const patience = setTimeout(letGo, hungAfterMs);
  const hold = () =>
    inScope(connection.db, {}, async (tx) => {
      const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      if (row) held.add(row.pid);
      if (held.size === poolSize) letGo();
      await everybodyIn;
    });
  await Promise.all(Array.from({ length: poolSize }, hold));
  clearTimeout(patience);
  return held.size;
}
