import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { inSystem, inWorkspace, systemDatabase } from "@/db";
import { closeHot } from "@/db/hot";
import { usageExportChunks, usageExports } from "@/db/schema/exports";
import { pockets } from "@/db/schema/ledger";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { grantCredits } from "@/lib/ledger/grant-credits";
import { ensureMonths } from "@/lib/ledger/sweep-lots";
import { listUsage } from "@/lib/metering/list-usage";
import { meterUsage } from "@/lib/metering/meter";
import type { UsageEvent } from "@/lib/metering/schema";
import { prepareBooks } from "@/lib/metering/testing";
import { as, everyNotification, teamOf } from "@/lib/notifications/testing";
import { closeStage } from "@/lib/team/testing";
import { addDays, localDay } from "@/lib/time";
import { cancelExport } from "./cancel-export";
import { lastChoice, listExports, matchesScreen, readExport } from "./data";
import { expireExports } from "./expire-exports";
import { mayTake } from "./may-take";
import { orderExport } from "./order-export";
import { resumeExport } from "./resume-export";
import { runExport } from "./run-export";
import { sealScreen } from "./screen";
import { sendExport } from "./send-export";
import { readCsv, sumOf, wholeOf } from "./testing";
import { writeChunk } from "./write-chunk";

beforeAll(async () => {
  await prepareBooks();
  await ensureMonths(systemDatabase(), new Date());
});
afterAll(async () => {
  await closeHot();
  await closeStage();
});

const place = { timeZone: "Africa/Luanda", country: "AO" };

/** A workspace of today with an owner, and so many messages of the last minutes. */
async function houseWith(events: number) {
  const { ctx: made, people } = await teamOf("owner", "developer");
  const now = new Date();
  const ctx = { ...made, now };
  await inWorkspace(ctx, (tx) =>
    tx.insert(pockets).values({ workspaceId: ctx.workspaceId, id: "main", updatedAt: now }).onConflictDoNothing(),
  );
  await grantCredits(ctx, {
    fund: "wallet",
    amountMicro: wholeCredits(1_000_000),
    source: "purchase",
    effectKey: "first",
  });
  await send(ctx, "first", events);
  return { ctx, owner: as(ctx, people.owner, now), developer: as(ctx, people.developer, now) };
}

async function send(ctx: Context, name: string, count: number): Promise<void> {
  const now = Date.now();
  const all = Array.from({ length: count }, (_, i) => ({
    id: `${name} ${i}`,
    channel: i % 3 ? "sms" : "email",
    direction: "outbound",
    to: i % 3 ? "+244923000018" : "ana@kianda.ao",
    occurred_at: new Date(now - i * 10).toISOString(),
  })) as UsageEvent[];
  for (let i = 0; i < count; i += 5_000) await meterUsage({ ...ctx, now: new Date() }, all.slice(i, i + 5_000));
}

const filterOf = (ctx: Context) => {
  const to = localDay(ctx.now, place.timeZone);
  return { from: addDays(to, -3), to };
};

async function screenOf(ctx: Context, more: object = {}): Promise<string> {
  const filter = { ...filterOf(ctx), ...more };
  const { totals, moment } = await listUsage(ctx, place, filter, { after: null, limit: 1, recipients: "full" });
  return sealScreen(ctx, { filter, moment, rows: totals.events, amountMicro: totals.amountMicro });
}

const usual = { format: "standard", zone: "UTC", recipients: "full", sight: "full", place } as const;
const order = async (ctx: Context, more: Partial<Parameters<typeof orderExport>[1]> = {}) =>
  orderExport(ctx, { ...usual, screen: await screenOf(ctx), ...more });
const work = (ctx: Context, id: string) =>
  runExport(systemDatabase(), { workspaceId: ctx.workspaceId, id }, () => new Date());
const fileOf = async (ctx: Context, id: string) => wholeOf(sendExport(ctx, await readExport(ctx, id)));
const linesOf = (file: string) => readCsv(file).map(({ id }) => id);

describe("an export", () => {
  it("is the screen it was asked for on, to the last credit, whatever came between the screen and the file", async () => {
    const { ctx, owner } = await houseWith(2_500);
    const screen = await screenOf(owner);
    await send(ctx, "later", 300);
    const id = await orderExport(owner, { ...usual, screen });
    await writeChunk(owner, id);
    await send(ctx, "later still", 300);
    const file = await fileOf(owner, id);
    const row = await readExport(owner, id);
    expect(row).toMatchObject({ state: "done", rows: 2_500, expectedRows: 2_500 });
    expect(matchesScreen(row)).toBe(true);
    expect(linesOf(file)).toHaveLength(2_500);
    expect(sumOf(readCsv(file))).toBe(row.expectedMicro);
    expect(row.sha256).toBe(createHash("sha256").update(file).digest("hex"));
    expect(row.bytes).toBe(Buffer.byteLength(file));
    expect(await fileOf(owner, id)).toBe(file);
  });

  it("has each line once when its download and two workers write it at the same time", async () => {
    const { owner } = await houseWith(25_000);
    const id = await order(owner);
    const [file, again] = await Promise.all([fileOf(owner, id), fileOf(owner, id), work(owner, id), work(owner, id)]);
    expect(again).toBe(file);
    expect(new Set(linesOf(file)).size).toBe(25_000);
    expect(linesOf(file)).toHaveLength(25_000);
    expect(await readExport(owner, id)).toMatchObject({ state: "done", chunks: 4 });
  });

  it("goes on where it was stopped, with the same lines as if nobody had stopped it", async () => {
    const { ctx, owner } = await houseWith(12_000);
    const [stopped, straight] = [await order(owner), await order(owner)];
    await writeChunk(owner, stopped);
    await cancelExport(owner, stopped);
    await work(owner, stopped);
    expect(await readExport(owner, stopped)).toMatchObject({ state: "cancelled", rows: 1_000 });
    await expect(fileOf(owner, stopped)).rejects.toMatchObject({ code: "gone" });
    await expect(cancelExport(owner, stopped)).rejects.toMatchObject({ key: "export_over" });
    await send(ctx, "meanwhile", 200);
    await resumeExport(owner, stopped);
    await Promise.all([work(owner, stopped), work(owner, straight)]);
    expect(await fileOf(owner, stopped)).toBe(await fileOf(owner, straight));
    expect(await readExport(owner, stopped)).toMatchObject({ state: "done", rows: 12_000 });
  });

  it("is cancelled while it is being written, without waiting for the piece at hand", async () => {
    const { owner } = await houseWith(25_000);
    const id = await order(owner);
    const working = work(owner, id);
    await vi.waitFor(async () => expect((await readExport(owner, id)).chunks).toBeGreaterThan(0), { interval: 5 });
    await cancelExport(owner, id);
    await working;
    const { state, rows } = await readExport(owner, id);
    expect(state).toBe("cancelled");
    expect(rows).toBeLessThan(25_000);
  });

  it("tells whoever asked for it when the worker has finished it, once", async () => {
    const { owner } = await houseWith(3);
    const id = await order(owner);
    await Promise.all([work(owner, id), work(owner, id)]);
    const told = (await everyNotification()).filter(({ workspaceId }) => workspaceId === owner.workspaceId);
    expect(told).toMatchObject([
      {
        kind: "export_ready",
        values: { rows: 3, credits: 2.5, matches: "yes" },
        href: expect.stringContaining(`#${id}`),
      },
    ]);
  });

  it("says so when it is not what the screen said", async () => {
    const { owner } = await houseWith(3);
    const { moment } = await listUsage(owner, place, filterOf(owner), { after: null, limit: 1, recipients: "full" });
    const screen = sealScreen(owner, { filter: filterOf(owner), moment, rows: 4, amountMicro: 2_000_000n });
    const id = await orderExport(owner, { ...usual, screen });
    await work(owner, id);
    expect(matchesScreen(await readExport(owner, id))).toBe(false);
    const told = (await everyNotification()).filter(({ workspaceId }) => workspaceId === owner.workspaceId);
    expect(told).toMatchObject([{ values: { matches: "no" } }]);
  });

  it("is tried five times, then its owner is told, and it can be gone on with", async () => {
    const { owner } = await houseWith(3);
    const id = await order(owner);
    const broken = inWorkspace(owner, (tx) =>
      tx.update(usageExports).set({ zone: "Mars/Olympus" }).where(eq(usageExports.id, id)),
    );
    await broken;
    for (let attempt = 1; attempt < 5; attempt++) await expect(work(owner, id)).rejects.toThrow();
    await work(owner, id);
    expect(await readExport(owner, id)).toMatchObject({ state: "failed", failures: 5 });
    await inWorkspace(owner, (tx) => tx.update(usageExports).set({ zone: "UTC" }).where(eq(usageExports.id, id)));
    await resumeExport(owner, id);
    await work(owner, id);
    const told = (await everyNotification()).filter(({ workspaceId }) => workspaceId === owner.workspaceId);
    expect(told.map(({ kind, doneAt }) => [kind, doneAt !== null]).sort()).toEqual([
      ["export_failed", true],
      ["export_ready", false],
    ]);
  });

  it("holds recipients as its owner sees them, and is not for whoever sees less", async () => {
    const { owner, developer } = await houseWith(3);
    const masked = await order(developer, { sight: "masked" });
    const full = await order(owner);
    expect(readCsv(await fileOf(developer, masked)).map(({ recipient }) => recipient)).toEqual([
      "a•••@kianda.ao",
      "+244•••18",
      "+244•••18",
    ]);
    expect(await fileOf(owner, full)).toContain("+244923000018");
    const rows = [await readExport(owner, masked), await readExport(owner, full)];
    expect(rows.map((row) => mayTake(row, "developer"))).toEqual([true, false]);
    expect(rows.map((row) => mayTake(row, "finance"))).toEqual([true, true]);
  });

  it("is kept for seven days, and then nothing of it is left but that there was one", async () => {
    const { owner } = await houseWith(3);
    const id = await order(owner);
    await work(owner, id);
    const chunks = () => inWorkspace(owner, (tx) => tx.$count(usageExportChunks));
    const inDays = (days: number) => new Date(owner.now.getTime() + days * 86_400_000);
    await expireExports(systemDatabase(), new Date(inDays(7).getTime() - 1));
    expect([(await readExport(owner, id)).state, await chunks()]).toEqual(["done", 1]);
    await expireExports(systemDatabase(), inDays(7));
    expect([(await readExport(owner, id)).state, await chunks()]).toEqual(["expired", 0]);
    await work(owner, id);
    expect(await chunks()).toBe(0);
    await expireExports(systemDatabase(), inDays(38));
    expect((await listExports(owner)).exports).toEqual([]);
  });

  it("is nobody's business in another workspace", async () => {
    const { owner } = await houseWith(3);
    const { owner: stranger } = await houseWith(3);
    const id = await order(owner);
    await work(owner, id);
    await expect(readExport(stranger, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(readExport(stranger, "\0")).rejects.toMatchObject({ code: "not_found" });
    await expect(cancelExport(stranger, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(resumeExport(stranger, id)).rejects.toMatchObject({ code: "not_found" });
    expect((await listExports(stranger)).exports).toEqual([]);
    expect(await writeChunk(stranger, id)).toBeNull();
    expect(await inWorkspace(stranger, (tx) => tx.$count(usageExportChunks))).toBe(0);
    await expect(orderExport(stranger, { ...usual, screen: await screenOf(owner) })).rejects.toMatchObject({
      key: "export_screen",
    });
  });

  it("believes no screen but ours", async () => {
    const { owner } = await houseWith(3);
    const [text = "", seal = ""] = (await screenOf(owner)).split(".");
    const other = Buffer.from(Buffer.from(text, "base64url").toString().replace('"rows":3', '"rows":2')).toString(
      "base64url",
    );
    for (const screen of ["", ".", text, `${other}.${seal}`, `${text}.${seal}x`]) {
      await expect(orderExport(owner, { ...usual, screen })).rejects.toMatchObject({ code: "conflict" });
    }
  });

  it("is listed with who asked for it, and the next begins as the last was wanted", async () => {
    const { owner, developer } = await houseWith(3);
    expect(await lastChoice(owner)).toBeNull();
    await order(owner, { format: "spreadsheet_pt", recipients: "masked" });
    await order({ ...developer, now: new Date(developer.now.getTime() + 1) }, { sight: "masked" });
    const { exports } = await listExports(owner);
    expect(exports.map(({ requestedByName }) => requestedByName)).toEqual(["developer", "owner"]);
    expect(await lastChoice(owner)).toEqual({ format: "spreadsheet_pt", zone: "UTC", recipients: "masked" });
    expect(await inSystem(systemDatabase(), (tx) => tx.$count(usageExports))).toBeGreaterThan(1);
  });
});
