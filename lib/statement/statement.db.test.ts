import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeConnections, inWorkspace, systemDatabase } from "@/db";
import { closeHot } from "@/db/hot";
import { lots, pockets } from "@/db/schema/ledger";
import { postedQuarters } from "@/db/schema/statement";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { grantCredits } from "@/lib/ledger/grant-credits";
import { meterUsage } from "@/lib/metering/meter";
import { type History, histories } from "@/lib/metering/model/histories";
import { foundWorkspace, perform } from "@/lib/metering/model/product";
import { returnUsage } from "@/lib/metering/return-usage";
import { usageEvent } from "@/lib/metering/schema";
import { later, noon, prepareBooks, workspaceWith } from "@/lib/metering/testing";
import { addDays, type LocalDay, localDay } from "@/lib/time";
import { explainBalance } from "./explain-balance";
import { foldPosted } from "./fold-posted";
import { countEntries, listEntries, type StatementEntry } from "./list-entries";
import { readStatement } from "./read-statement";

const zones = ["Africa/Luanda", "Asia/Jakarta", "Asia/Kolkata", "Asia/Kathmandu", "America/New_York"];

beforeAll(() => prepareBooks());
afterAll(async () => {
  await closeHot();
  await closeConnections();
});

type Stood = Record<string, string>;

/** Plays a history and keeps what the books held after each posting, by the posting's moment; folds in its middle. */
async function play({ setting, steps }: History): Promise<{ ctx: Context; stood: Map<number, Stood> }> {
  const ctx = await foundWorkspace(setting);
  const stood = new Map<number, Stood>();
  for (const [i, { at, op }] of steps.entries()) {
    if (i === Math.floor(steps.length / 2)) await foldPosted(systemDatabase(), { transactions: 1, events: 1 });
    await perform(ctx, at, op);
    const { moment, state } = await liveState(ctx);
    stood.set(moment, state);
  }
  return { ctx, stood };
}

function liveState(ctx: Context): Promise<{ moment: number; state: Stood }> {
  return inWorkspace(ctx, async (tx) => {
    const there = await tx.select().from(pockets).where(eq(pockets.workspaceId, ctx.workspaceId));
    const open = await tx.select().from(lots).where(eq(lots.workspaceId, ctx.workspaceId));
    const state: Stood = {};
    for (const { id, planMicro, promoMicro, walletMicro, heldMicro, debtMicro } of there) {
      state[id] = [planMicro, promoMicro, walletMicro, heldMicro, debtMicro].join(" ");
    }
    for (const { id, remainingMicro, heldMicro } of open) {
      if (remainingMicro > 0n || heldMicro > 0n) state[id] = `${remainingMicro} ${heldMicro}`;
    }
    const main = there.find(({ id }) => id === "main");
    return { moment: main?.updatedAt.getTime() ?? 0, state };
  });
}

async function explainedState(ctx: Context, moment: number): Promise<Stood> {
  const state: Stood = {};
  for (const pocket of ["main", "sales", "help"]) {
    const { standing, lots: there, adds } = await explainBalance(ctx, pocket, new Date(moment));
    expect(adds).toBe(true);
    const { planMicro, promoMicro, walletMicro, heldMicro, debtMicro } = standing;
    state[pocket] = [planMicro, promoMicro, walletMicro, heldMicro, debtMicro].join(" ");
    for (const { id, remainingMicro, heldMicro: held } of there) state[id] = `${remainingMicro} ${held}`;
  }
  return state;
}

async function allEntries(ctx: Context, period: Parameters<typeof listEntries>[1]): Promise<StatementEntry[]> {
  const all: StatementEntry[] = [];
  for (let after: bigint | null = null; ; ) {
    const page = await listEntries(ctx, period, { after, limit: 7 });
    all.push(...page.entries);
    after = page.next;
    if (after === null) return all;
  }
}

const sum = (list: readonly { amountMicro: bigint }[]) => list.reduce((all, { amountMicro }) => all + amountMicro, 0n);

describe("random histories", () => {
  it("are explained at every moment they went through, lot by lot as it stood then", async () => {
    let moments = 0;
    await fc.assert(
      fc.asyncProperty(histories({ min: 12, max: 40 }), async (history) => {
        const { ctx, stood } = await play(history);
        for (const [moment, state] of stood) {
          expect(await explainedState(ctx, moment)).toEqual(state);
          moments += 1;
        }
      }),
      { numRuns: 12 },
    );
    expect(moments).toBeGreaterThan(100);
  }, 180_000);

  it("make statements that add up in every zone and pocket, day by day and entry by entry, folded or not", async () => {
    let lines = 0;
    await fc.assert(
      fc.asyncProperty(histories({ min: 20, max: 60 }), fc.constantFrom(...zones), async (history, timeZone) => {
        const { ctx: founded } = await play(history);
        const ctx = { ...founded, now: new Date(Math.max(...history.steps.map(({ at }) => at))) };
        const last = localDay(ctx.now, timeZone);
        const days = Array.from({ length: 9 }, (_, i) => addDays(last, i - 8));
        for (const pocket of ["main", "sales", "help"]) {
          const asked = (from: LocalDay, to: LocalDay) => ({ from, to, timeZone, pocket });
          const whole = await readStatement(ctx, asked(days[0] as LocalDay, last));
          expect(whole).toMatchObject({ adds: true });
          expect(whole.opening.totalMicro + whole.inMicro - whole.outMicro).toBe(whole.closing.totalMicro);
          const onHold = whole.pending.flatMap((one) => (one.what === "held" || one.what === "disputed" ? [one] : []));
          expect(sum(onHold)).toBe(whole.closing.heldMicro);
          const entries = await allEntries(ctx, whole.period);
          expect(entries).toHaveLength(await countEntries(ctx, whole.period));
          expect(sum(entries)).toBe(sum(whole.lines));
          const gross = (sign: bigint) =>
            entries.reduce((all, { amountMicro }) => (amountMicro * sign > 0n ? all + amountMicro * sign : all), 0n);
          expect([gross(1n), gross(-1n)]).toEqual([whole.inMicro, whole.outMicro]);
          if (entries[0]) expect(entries[0].balanceMicro).toBe(whole.closing.totalMicro);
          let carried = whole.opening;
          for (const day of days) {
            const one = await readStatement(ctx, asked(day, day));
            expect(one.opening.totalMicro).toBe(carried.totalMicro);
            expect(one.adds).toBe(true);
            expect(one.lines.map(({ amountMicro }) => amountMicro)).toEqual(
              whole.lines.filter((line) => line.day === day).map(({ amountMicro }) => amountMicro),
            );
            carried = one.closing;
          }
          lines += whole.lines.length;
        }
        const before = await readStatement(ctx, { from: days[0] as LocalDay, to: last, timeZone, pocket: "main" });
        await foldPosted(systemDatabase(), { transactions: 1, events: 1 });
        const after = await readStatement(ctx, { from: days[0] as LocalDay, to: last, timeZone, pocket: "main" });
        expect(after).toEqual(before);
      }),
      { numRuns: 8 },
    );
    expect(lines).toBeGreaterThan(60);
  }, 180_000);
});

describe("the days of a statement", () => {
  /** A grant on either side of each midnight that counts. */
  async function grantedAt(moments: readonly string[]): Promise<Context> {
    const ctx = await workspaceWith({}, new Date("2026-01-02T00:00:00Z"));
    for (const [i, moment] of moments.entries()) {
      const at = { ...ctx, now: new Date(moment) };
      const amountMicro = wholeCredits(10 ** i);
      await grantCredits(at, { fund: "wallet", amountMicro, source: "promo", effectKey: `grant:${i}` });
    }
    return { ...ctx, now: new Date("2026-12-31T00:00:00Z") };
  }

  it.each([
    ["Asia/Jakarta", "2026-02-28T16:59:59.999Z", "2026-02-28T17:00:00Z"],
    ["Asia/Kolkata", "2026-02-28T18:29:59.999Z", "2026-02-28T18:30:00Z"],
    ["Asia/Kathmandu", "2026-02-28T18:14:59.999Z", "2026-02-28T18:15:00Z"],
    ["America/New_York", "2026-03-01T04:59:59.999Z", "2026-03-01T05:00:00Z"],
  ])("end at midnight in %s, and a month closes with what the next opens with", async (timeZone, late, early) => {
    const ctx = await grantedAt([late, early]);
    const february = await readStatement(ctx, { from: "2026-02-01", to: "2026-02-28", timeZone, pocket: "main" });
    const march = await readStatement(ctx, { from: "2026-03-01", to: "2026-03-31", timeZone, pocket: "main" });
    expect(february.closing.totalMicro).toBe(wholeCredits(1));
    expect(february.lines.map(({ day }) => day)).toEqual(["2026-02-28"]);
    expect(march.opening.totalMicro).toBe(february.closing.totalMicro);
    expect(march.lines.map(({ day, amountMicro }) => [day, amountMicro])).toEqual([["2026-03-01", wholeCredits(10)]]);
  });

  it("are as long as New York's clocks make them when they change", async () => {
    const timeZone = "America/New_York";
    const ctx = await grantedAt([
      "2026-03-08T04:59:59Z",
      "2026-03-08T05:00:00Z",
      "2026-03-09T03:59:59Z",
      "2026-03-09T04:00:00Z",
      "2026-11-01T04:00:00Z",
      "2026-11-02T04:59:59Z",
      "2026-11-02T05:00:00Z",
    ]);
    const { lines } = await readStatement(ctx, { from: "2026-03-01", to: "2026-11-30", timeZone, pocket: "main" });
    expect(lines.map(({ day }) => day)).toEqual([
      "2026-03-07",
      "2026-03-08",
      "2026-03-08",
      "2026-03-09",
      "2026-11-01",
      "2026-11-01",
      "2026-11-02",
    ]);
  });

  it("tell of a pocket that is not there as of an empty one", async () => {
    const ctx = await grantedAt([]);
    const statement = await readStatement(ctx, {
      from: "2026-03-01",
      to: "2026-03-31",
      timeZone: "UTC",
      pocket: "nobody",
    });
    expect(statement).toMatchObject({ lines: [], inMicro: 0n, outMicro: 0n, adds: true });
  });
});

describe("what the worker folds", () => {
  it("is the same statement at every step, also of a quarter hour that is folded twice", async () => {
    const ctx = await workspaceWith({ wallet: 100 });
    const sms = (id: string, parts: number) => usageEvent.parse({ id, channel: "sms", to: "+244923000000", parts });
    const day = "2026-06-24" as LocalDay;
    const read = () => readStatement({ ...ctx, now: noon }, { from: day, to: day, timeZone: "UTC", pocket: "main" });
    const fold = () => foldPosted(systemDatabase(), { transactions: 1, events: 1 });
    const used = (statement: Awaited<ReturnType<typeof read>>) =>
      statement.lines.filter((line) => line.rolled !== null).map((line) => [line.rolled, line.amountMicro]);
    await meterUsage(later(ctx, 1), [sms("one", 2), sms("two", 3)]);
    const first = await read();
    expect(used(first)).toEqual([["usage", wholeCredits(-5)]]);
    expect(await fold()).toBeGreaterThan(0);
    expect(await read()).toEqual(first);
    await meterUsage(later(ctx, 2), [sms("three", 4)]);
    await returnUsage(later(ctx, 3), "two", "undelivered");
    const then = await read();
    expect(used(then)).toEqual([
      ["usage", wholeCredits(-9)],
      ["return", wholeCredits(3)],
    ]);
    await fold();
    expect(await read()).toEqual(then);
    expect(then.adds).toBe(true);
    expect(await fold()).toBe(0);
  });
});

describe("a row that does not fit", () => {
  it("fails the check instead of being hidden", async () => {
    const ctx = await workspaceWith({ wallet: 50 });
    const period = {
      from: "2026-06-24" as LocalDay,
      to: "2026-06-24" as LocalDay,
      timeZone: "UTC",
      pocket: "main",
    };
    expect(await readStatement(ctx, period)).toMatchObject({ adds: true });
    await inWorkspace({ ...ctx, db: systemDatabase() }, async (tx) => {
      await tx.insert(postedQuarters).values({
        workspaceId: ctx.workspaceId,
        bucket: ctx.now,
        pocket: "main",
        entry: "usage",
        channel: "sms",
        items: 1,
        amountMicro: -1n,
      });
    });
    const broken = await readStatement(ctx, period);
    expect(broken.adds).toBe(false);
    expect(broken.lines).toHaveLength(2);
  });
});
