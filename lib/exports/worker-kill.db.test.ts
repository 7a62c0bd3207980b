import { type ChildProcess, spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { inWorkspace, systemDatabase } from "@/db";
import { closeHot } from "@/db/hot";
import { pockets } from "@/db/schema/ledger";
import { wholeCredits } from "@/lib/credits";
import { grantCredits } from "@/lib/ledger/grant-credits";
import { ensureMonths } from "@/lib/ledger/sweep-lots";
import { listUsage } from "@/lib/metering/list-usage";
import { meterUsage } from "@/lib/metering/meter";
import type { UsageEvent } from "@/lib/metering/schema";
import { prepareBooks } from "@/lib/metering/testing";
import { as, teamOf } from "@/lib/notifications/testing";
import { closeStage } from "@/lib/team/testing";
import { addDays, localDay } from "@/lib/time";
import { matchesScreen, readExport } from "./data";
import { orderExport } from "./order-export";
import { sealScreen } from "./screen";
import { sendExport } from "./send-export";
import { readCsv, wholeOf } from "./testing";

const root = resolve(import.meta.dirname, "../..");
const place = { timeZone: "Africa/Luanda", country: "AO" };
const count = 60_000;
const workers: ChildProcess[] = [];

beforeAll(async () => {
  await prepareBooks();
  await ensureMonths(systemDatabase(), new Date());
});
afterAll(async () => {
  for (const worker of workers) worker.kill("SIGKILL");
  await closeHot();
  await closeStage();
});

it("a worker that is killed in the middle of a file leaves no gap and no line twice for the one that goes on", async () => {
  const { ctx: made, people } = await teamOf("owner");
  const ctx = { ...made, now: new Date() };
  await inWorkspace(ctx, (tx) =>
    tx.insert(pockets).values({ workspaceId: ctx.workspaceId, id: "main", updatedAt: ctx.now }).onConflictDoNothing(),
  );
  const amountMicro = wholeCredits(count);
  await grantCredits(ctx, { fund: "wallet", amountMicro, source: "purchase", effectKey: "first" });
  const at = ctx.now.getTime();
  for (let i = 0; i < count; i += 5_000) {
    const events = Array.from({ length: 5_000 }, (_, k) => ({
      id: `event ${i + k}`,
      channel: "sms",
      direction: "outbound",
      to: "+244923000018",
      occurred_at: new Date(at - (i + k)).toISOString(),
    })) as UsageEvent[];
    await meterUsage({ ...ctx, now: new Date() }, events);
  }
  const owner = as(ctx, people.owner, ctx.now);
  const to = localDay(ctx.now, place.timeZone);
  const filter = { from: addDays(to, -1), to };
  const { totals, moment } = await listUsage(owner, place, filter, { after: null, limit: 1, recipients: "full" });
  const screen = sealScreen(owner, { filter, moment, rows: totals.events, amountMicro: totals.amountMicro });

  const first = await startWorker();
  const id = await orderExport(owner, {
    screen,
    place,
    format: "standard",
    zone: "UTC",
    recipients: "full",
    sight: "full",
  });
  await vi.waitFor(async () => expect((await readExport(owner, id)).chunks).toBeGreaterThan(1), {
    timeout: 15_000,
    interval: 5,
  });
  first.kill("SIGKILL");
  const left = await readExport(owner, id);
  expect(left.state).toBe("writing");
  expect(left.rows).toBeLessThan(count);

  await startWorker();
  await vi.waitFor(async () => expect((await readExport(owner, id)).state).toBe("done"), {
    timeout: 45_000,
    interval: 200,
  });
  const row = await readExport(owner, id);
  expect(matchesScreen(row)).toBe(true);
  const lines = readCsv(await wholeOf(sendExport(owner, row))).map((line) => line.id);
  expect(lines).toEqual(Array.from({ length: count }, (_, i) => `event ${i}`));
}, 120_000);

async function startWorker(): Promise<ChildProcess> {
  const tsx = join(root, "node_modules/tsx/dist/esm/index.mjs");
  const worker = spawn(process.execPath, ["--import", tsx, join(root, "scripts/worker.ts")], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, TSX_TSCONFIG_PATH: join(root, "tsconfig.node.json"), NODE_ENV: "production" },
  });
  workers.push(worker);
  await new Promise<void>((ready, ended) => {
    worker.once("exit", () => ended(new Error("the worker ended before it was ready")));
    worker.stdout?.setEncoding("utf8").on("data", (said: string) => {
      if (said.includes("The worker is ready.")) ready();
    });
  });
  return worker;
}
