import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db";
import { startEmbedded } from "@/db/embedded/cluster.mjs";
import { createDatabase, databaseUrls, prepareRoles } from "@/db/embedded/databases.mjs";
import { removePlace } from "@/db/embedded/place.mjs";
import { migrate } from "@/db/migrate";
import { workState } from "@/lib/health/work-state";
import { queueMail } from "@/lib/mail/queue-mail";
import { type Inbox, startInbox } from "@/sandbox/inbox/start";
import { enqueue } from "./enqueue";

const root = resolve(import.meta.dirname, "../..");
const adminPassword = "for-tests";
const passwords = { migrator: "for-tests", app: "for-tests", worker: "for-tests" };

let dataDir: string;
let server: Awaited<ReturnType<typeof startEmbedded>>;
let urls: ReturnType<typeof databaseUrls>;
let folder: string;
let inbox: Inbox;
let web: Connection;
const children: ChildProcess[] = [];

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "saldo-worker-"));
  chmodSync(dataDir, 0o711);
  server = await startEmbedded({ dataDir, adminPassword });
  await prepareRoles({ adminUrl: server.adminUrl, passwords });
  await createDatabase({ adminUrl: server.adminUrl, name: "saldo" });
  urls = databaseUrls({ port: server.port, name: "saldo", passwords, adminPassword });
  await migrate({ migratorUrl: urls.migrator, workerUrl: urls.worker, appUrl: urls.app });
  folder = await mkdtemp(join(tmpdir(), "saldo-inbox-"));
  inbox = await startInbox({ folder });
  web = connect(urls.app);
}, 60_000);

afterEach(async () => {
  for (const child of children.splice(0)) await ended(child, "SIGKILL");
  // A worker killed between its mail and the end of its job leaves the job locked; that is not the next test's matter.
  await asWorker((sql) => sql`delete from graphile_worker._private_jobs`);
  await asWorker((sql) => sql`delete from worker_heartbeats`);
  await fault(null);
});

afterAll(async () => {
  await web?.close();
  await inbox?.close();
  await server?.stop();
  removePlace(dataDir);
  await rm(folder, { recursive: true, force: true });
});

describe("the worker", () => {
  it("finishes the job another worker was killed in the middle of, within 30 seconds", async () => {
    const first = await startWorkerProcess();
    await fault("slow");
    await mail("killed");
    await until("the mail is being sent", async () => (await lockedJobs()) === 1);
    await ended(first, "SIGKILL");
    await fault(null);
    expect(await lockedJobs()).toBe(1);
    const killedAt = performance.now();
    await startWorkerProcess();
    await until("the mail has come", async () => (await mailsTo("killed")) > 0 && (await lockedJobs()) === 0, 30_000);
    expect(performance.now() - killedAt).toBeLessThan(30_000);
    expect((await workState(web.db)).jobsDead).toBe(0);
  }, 60_000);

  it("goes on after the database was killed under it, three times", async () => {
    const worker = await startWorkerProcess();
    for (const name of ["one", "two", "three"]) {
      process.kill(server.pid, "SIGKILL");
      server = await startEmbedded({ dataDir, adminPassword, port: server.port });
      await until(`mail ${name} is queued`, () =>
        mail(name).then(
          () => true,
          () => false,
        ),
      );
      await until(`mail ${name} has come`, async () => (await mailsTo(name)) === 1, 20_000);
    }
    await until("nothing is left half done", async () => (await lockedJobs()) === 0, 30_000);
    expect(worker.exitCode).toBeNull();
    await until("its heart beats again", async () => ((await workState(web.db)).heartbeatAgeSeconds ?? 99) < 10);
  }, 90_000);

  it("does a job that the database gave it without it ever hearing of it", async () => {
    await startWorkerProcess();
    await mail("lost", new Date(Date.now() + 60 * 60_000));
    const [worker] = await asWorker(
      (sql) => sql`select worker_id from worker_heartbeats order by seen_at desc limit 1`,
    );
    await asWorker(
      (sql) => sql`update graphile_worker._private_jobs
        set locked_by = ${worker?.worker_id}, locked_at = now() - interval '20 seconds', run_at = now(), attempts = 1
        where key = 'mail:test:lost'`,
    );
    await until("the mail has come", async () => (await mailsTo("lost")) === 1, 15_000);
  }, 30_000);

  it("finishes what it has begun when it is asked to stop, and says goodbye", async () => {
    const worker = await startWorkerProcess();
    await fault("slow");
    await mail("graceful");
    await until("the mail is being sent", async () => (await lockedJobs()) === 1);
    await fault(null);
    await ended(worker, "SIGTERM");
    expect(worker.exitCode).toBe(0);
    expect(await mailsTo("graceful")).toBe(1);
    expect(await lockedJobs()).toBe(0);
    expect(await beatingWorkers()).toBe(0);
  }, 30_000);

  it("tries a mail again that the mail server refused", async () => {
    await startWorkerProcess();
    await fault("reject");
    await mail("again");
    await until("it has failed once", async () => (await failedJobs()) === 1);
    await fault(null);
    await until("the mail has come", async () => (await mailsTo("again")) === 1, 20_000);
  }, 40_000);
});

async function startWorkerProcess(): Promise<ChildProcess> {
  const tsx = join(root, "node_modules/tsx/dist/esm/index.mjs");
  const child = spawn(process.execPath, ["--import", tsx, join(root, "scripts/worker.ts")], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      TSX_TSCONFIG_PATH: join(root, "tsconfig.node.json"),
      NODE_ENV: "production",
      DATABASE_URL: urls.app,
      DATABASE_WORKER_URL: urls.worker,
      SMTP_URL: inbox.smtp,
    },
  });
  children.push(child);
  let said = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  await until("the worker is ready", async () => {
    if (child.exitCode !== null) throw new Error(`the worker ended: ${said}`);
    return said.includes("The worker is ready.");
  });
  return child;
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((done) => child.once("exit", done));
  child.kill(signal);
  await exit;
}

async function until(what: string, holds: () => Promise<boolean>, ms = 15_000): Promise<void> {
  const deadline = performance.now() + ms;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`Not within ${ms} ms: ${what}`);
    await delay(50);
  }
}

async function mail(name: string, runAt?: Date): Promise<void> {
  const job = {
    template: "member-removed",
    props: { workspace: "Kianda", by: "Ana" },
    to: { name, address: `${name}@kianda.example` },
    locale: "en",
    effectKey: `test:${name}`,
  } as const;
  if (runAt) await enqueue(web.db, "mail.send", job, { key: `mail:test:${name}`, runAt });
  else await queueMail(web.db, job);
}

async function mailsTo(name: string): Promise<number> {
  const list: unknown[] = await (await fetch(`${inbox.url}/messages?to=${name}@kianda.example`)).json();
  return list.length;
}

function fault(mode: "slow" | "reject" | null): Promise<unknown> {
  return fetch(`${inbox.url}/faults`, { method: "PUT", body: JSON.stringify({ mode }) });
}

async function asWorker(ask: (sql: postgres.Sql) => postgres.PendingQuery<postgres.Row[]>): Promise<postgres.Row[]> {
  const sql = postgres(urls.worker, { max: 1 });
  const rows = await ask(sql);
  await sql.end();
  return rows;
}

async function countOf(query: string): Promise<number> {
  const [row] = await asWorker((sql) => sql.unsafe(query));
  return Number(row?.count);
}
const lockedJobs = () =>
  countOf("select count(*) from graphile_worker.jobs where locked_at is not null and task_identifier = 'mail.send'");
const failedJobs = () =>
  countOf("select count(*) from graphile_worker.jobs where last_error is not null and locked_at is null");
const beatingWorkers = () =>
  countOf("select count(*) from worker_heartbeats where seen_at > now() - interval '10 seconds'");
