import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { closeConnections, connection, type Db, database, inScope, inWorkspace, systemDatabase } from "@/db";
import { closeHot } from "@/db/hot";
import { holds } from "@/db/schema/holds";
import { usageEvents, usageReturns } from "@/db/schema/metering";
import { usageDays, usageSummaries } from "@/db/schema/usage-sums";
import type { Context } from "@/lib/context";
import { checkBooks } from "@/lib/ledger/check";
import { openHold } from "@/lib/metering/hold";
import { meterUsage } from "@/lib/metering/meter";
import { returnUsage } from "@/lib/metering/return-usage";
import { later, prepareBooks, workspaceWith } from "@/lib/metering/testing";
import { foldWorkspace } from "@/lib/statement/fold-posted";
import { summariseAll, summarisePiece, summariseUsage } from "./summarise-usage";
import { atDay, keepFor, prepareYears, sms, summerBooks, toldOf } from "./testing";

const system = () => systemDatabase();
const refused = { cause: { code: "42501" } };

let books: Context;
/** When what happened in June is older than three months, and what happened in August is not. */
let then: Date;

beforeAll(async () => {
  await prepareBooks();
  await prepareYears();
});
beforeEach(async () => {
  books = await summerBooks();
  then = atDay(books, "2026-10-10").now;
});
afterAll(async () => {
  await closeHot();
  await closeConnections();
});

const eventsOf = (ctx: Context) =>
  inWorkspace(ctx, (tx) =>
    tx.select().from(usageEvents).where(eq(usageEvents.workspaceId, ctx.workspaceId)).orderBy(usageEvents.seq),
  );
const recordsOf = (ctx: Context) =>
  inWorkspace(ctx, (tx) =>
    tx.select().from(usageSummaries).where(eq(usageSummaries.workspaceId, ctx.workspaceId)).orderBy(usageSummaries.n),
  );
const findingsOf = async (ctx: Context, now = then) =>
  (await checkBooks(system(), { workspaceId: ctx.workspaceId, now })).findings;
const run = (ctx = books, now = then, piece = 1_000) => summariseUsage(system(), ctx.workspaceId, { now, piece });

describe("summarising", () => {
  it("takes out everything that was posted before the first kept day, and keeps every sum", async () => {
    const before = await toldOf(books, then);
    expect(await run()).toMatchObject({ events: 6, refused: 1 });
    expect((await eventsOf(books)).map(({ externalId }) => externalId)).toEqual(["august", "late"]);
    expect(await toldOf(books, then)).toEqual(before);
    expect(await findingsOf(books)).toEqual([]);
  });

  it("writes down what it took: how far, how many, from which funds, what was given back and what was left", async () => {
    const gone = (await eventsOf(books)).filter(({ seq }) => seq !== null && seq <= 6n);
    await run();
    const total = (fund: "planMicro" | "promoMicro" | "walletMicro" | "numberMicro" | "debtMicro") =>
      gone.reduce((sum, event) => sum + event[fund], 0n);
    expect(await recordsOf(books)).toMatchObject([
      {
        n: 1,
        throughSeq: 6n,
        events: 6,
        refused: 0,
        planMicro: total("planMicro"),
        promoMicro: total("promoMicro"),
        walletMicro: total("walletMicro"),
        numberMicro: 3_000_000n,
        debtMicro: 0n,
        returnedMicro: 4_000_000n,
        balanceAfterMicro: gone.at(-1)?.balanceAfterMicro,
        keptFrom: "2026-07-10",
        keptMonths: 3,
      },
      { n: 2, throughSeq: 6n, events: 0, refused: 1 },
    ]);
  });

  it("leaves nothing of a person behind: not in closed holds, not in why something was given back", async () => {
    await run();
    const [left, reasons] = await inWorkspace(books, async (tx) => [
      await tx.select().from(holds).where(eq(holds.workspaceId, books.workspaceId)),
      await tx.select().from(usageReturns).where(eq(usageReturns.workspaceId, books.workspaceId)),
    ]);
    // Its id is somebody's own text too, where it was no UUID.
    expect(left).toMatchObject([{ externalId: null }]);
    expect(JSON.stringify([left, reasons], (_, value) => (typeof value === "bigint" ? `${value}` : value))).not.toMatch(
      /923000018|ana@x|Ana did/,
    );
    const again = await openHold(atDay(books, "2026-10-10"), sms("call"), atDay(books, "2026-10-11").now);
    expect(again).toMatchObject({ status: "key_reused" });
  });

  it("does nothing where single items are kept for ever, nothing twice, and nothing again when the setting grows", async () => {
    await keepFor(books, null);
    expect(await run()).toMatchObject({ events: 0, refused: 0, holds: 0 });
    await keepFor(books, 3);
    await run();
    const records = await recordsOf(books);
    expect(await run()).toMatchObject({ events: 0, refused: 0, holds: 0 });
    await keepFor(books, 13);
    await run();
    expect(await recordsOf(books)).toEqual(records);
  });

  it("goes on the next time where it ended, late events too, and never takes its first kept day back", async () => {
    await run();
    await keepFor(books, 6);
    const next = atDay(books, "2027-02-20").now;
    expect(await run(books, next)).toMatchObject({ events: 2 });
    expect(await eventsOf(books)).toEqual([]);
    expect((await recordsOf(books)).map(({ keptFrom }) => keptFrom)).toEqual([
      "2026-07-10",
      "2026-07-10",
      "2026-08-20",
    ]);
    expect(await findingsOf(books, next)).toEqual([]);
    await meterUsage(atDay(books, "2027-02-21"), [sms("after")]);
    expect(await findingsOf(books, atDay(books, "2027-02-21").now)).toEqual([]);
  });

  it("an event a little ahead of its posting keeps its transaction, and those after it, until its own day goes", async () => {
    const ctx = await workspaceWith({ wallet: 10 });
    const eve = { ...ctx, now: new Date("2026-07-09T22:58:00Z") };
    await meterUsage(eve, [sms("before")]);
    await meterUsage(later(eve, 0.5), [sms("ahead", { occurred_at: "2026-07-09T23:01:00Z" }), sms("beside")]);
    await meterUsage(later(eve, 1), [sms("behind")]);
    await keepFor(ctx, 3);
    expect(await run(ctx)).toMatchObject({ events: 1 });
    expect((await eventsOf(ctx)).map(({ externalId }) => externalId)).toEqual(["ahead", "beside", "behind"]);
    expect(await findingsOf(ctx)).toEqual([]);
    expect(await run(ctx, atDay(ctx, "2026-10-11").now)).toMatchObject({ events: 3 });
  });

  it.each(["waiting", "writing"])("waits while a file that reaches back so far is %s", async (state) => {
    await inWorkspace(books, (tx) =>
      tx.execute(sql`insert into usage_exports (workspace_id, id, requested_by, filter, time_zone, country, format, zone, recipients, sight,
          snapshot, seen_at, expected_rows, expected_micro, created_at, updated_at, expires_at)
        values (${books.workspaceId}, 'exp_1', 'usr_1', '{"from": "2026-06-01", "to": "2026-06-30"}', 'UTC', 'AO', 'csv', 'UTC', 'full', 'full',
          '1:2:', now(), 1, 1, now(), now(), now())`),
    );
    await inWorkspace(books, (tx) =>
      tx.execute(sql`update usage_exports set state = ${state} where workspace_id = ${books.workspaceId}`),
    );
    expect(await run()).toMatchObject({ events: 0, waits: true });
    await inWorkspace(books, (tx) =>
      tx.execute(sql`update usage_exports set state = 'cancelled' where workspace_id = ${books.workspaceId}`),
    );
    expect(await run()).toMatchObject({ events: 6, waits: false });
  });

  it("what was refused goes with its day and no sooner", async () => {
    await meterUsage(atDay(books, "2026-08-01"), [
      sms("refused before", { parts: 900, occurred_at: "2026-07-09T12:00:00Z" }),
      sms("refused on the day", { parts: 900, occurred_at: "2026-07-10T12:00:00Z" }),
    ]);
    expect(await run()).toMatchObject({ refused: 2 });
    const left = (await eventsOf(books)).filter(({ refusal }) => refusal !== null);
    expect(left.map(({ externalId }) => externalId)).toEqual(["refused on the day"]);
    expect(await findingsOf(books)).toEqual([]);
  });

  it("takes nothing that a statement still counts one by one", async () => {
    const piece = summarisePiece(system(), books.workspaceId, { now: then, piece: 1 });
    await expect(piece).rejects.toMatchObject({ cause: { code: "55000" } });
    expect(await recordsOf(books)).toEqual([]);
  });

  it("an id that was used stays used: a repeat within its time is answered as before", async () => {
    const now = atDay(books, "2026-10-10");
    await meterUsage(later(now, -60), [sms("fresh")]);
    await run();
    expect(await meterUsage(now, [sms("fresh")])).toMatchObject([{ status: "duplicate" }]);
    expect(await returnUsage(now, "a", null)).toEqual({ status: "unknown" });
  });
});

describe("the one narrow way", () => {
  it("takes of its own workspace alone, and only for the worker", async () => {
    const others = await workspaceWith({ wallet: 1 });
    const call = (db: Db, ws: string) =>
      inScope(db, { ws: others.workspaceId }, (tx) =>
        tx.execute(sql`select books.summarise_usage(${ws}, ${then.toISOString()}, 1)`),
      );
    await expect(call(system(), books.workspaceId)).rejects.toMatchObject(refused);
    await expect(call(database(), others.workspaceId)).rejects.toMatchObject(refused);
    await call(system(), others.workspaceId);
  });

  it("is the only one: nobody deletes a row that is not summarised, the owner neither, and nobody writes the record", async () => {
    const owner = connection(process.env.DATABASE_ADMIN_URL).db;
    const told = sql`insert into usage_summaries (workspace_id, n, through_tx, through_seq, events, refused, kept_from, kept_months, summarised_at)
      values (${books.workspaceId}, 1, 99, 99, 99, 0, '2030-01-01', 3, now())`;
    for (const db of [database(), system(), owner]) {
      const attempt = inScope(db, { ws: books.workspaceId }, (tx) =>
        tx.execute(sql`delete from usage_events where workspace_id = ${books.workspaceId}`),
      );
      await expect(attempt).rejects.toMatchObject(refused);
    }
    for (const db of [database(), system()])
      await expect(inScope(db, { ws: books.workspaceId }, (tx) => tx.execute(told))).rejects.toMatchObject(refused);
    await meterUsage(atDay(books, "2026-08-01"), [sms("august, refused", { parts: 900 })]);
    await run();
    const first = sql`delete from usage_events where workspace_id = ${books.workspaceId}`;
    for (const change of [
      sql`update usage_summaries set events = 5`,
      sql`delete from usage_summaries`,
      sql`delete from usage_events`,
      // The first behind the cut, alone: among others something else would be refused.
      sql`${first} and seq = 7`,
      sql`${first} and refusal is not null`,
    ])
      await expect(inScope(owner, { ws: books.workspaceId }, (tx) => tx.execute(change))).rejects.toMatchObject(
        refused,
      );
  });
});

describe("killed at any point", () => {
  it("the books are whole after every piece, and the next run goes on", async () => {
    const before = await toldOf(books, then);
    await summariseUsage(system(), books.workspaceId, { now: atDay(books, "2026-08-02").now });
    for (let pieces = 0; ; pieces++) {
      const events = await eventsOf(books);
      const died = inScope(system(), { ws: books.workspaceId }, async (tx) => {
        await summarisePiece(tx, books.workspaceId, { now: then, piece: 1 });
        throw new Error("killed");
      });
      await expect(died).rejects.toThrow("killed");
      expect(await eventsOf(books)).toEqual(events);
      const { state } = await summarisePiece(system(), books.workspaceId, { now: then, piece: 1 });
      expect(await findingsOf(books)).toEqual([]);
      expect(await toldOf(books, then)).toEqual(before);
      if (state === "done") {
        expect(pieces).toBeGreaterThan(6);
        break;
      }
    }
    expect(await eventsOf(books)).toHaveLength(2);
  });
});

describe("while somebody charges", () => {
  const waiting = () =>
    connection(process.env.DATABASE_ADMIN_URL)
      .db.execute<{ n: number }>(sql`select count(*)::int as n from pg_locks where not granted`)
      .then(([row]) => row?.n ?? 0);

  it("the one waits for the other, and both are in the books", async () => {
    await summariseUsage(system(), books.workspaceId, { now: atDay(books, "2026-08-02").now });
    let charging: Promise<unknown> = Promise.resolve();
    await inScope(system(), { ws: books.workspaceId }, async (tx) => {
      await summarisePiece(tx, books.workspaceId, { now: then, piece: 1_000 });
      charging = meterUsage({ ...books, now: then }, [sms("meanwhile"), sms("a")]);
      await expect.poll(waiting).toBeGreaterThan(0);
    });
    expect(await charging).toMatchObject([{ status: "charged" }, { status: "charged" }]);
    expect((await eventsOf(books)).map(({ seq }) => seq)).toEqual([7n, 8n, 9n, 10n, null]);
    expect(await findingsOf(books)).toEqual([]);
  });
});

describe("what does not fit together", () => {
  const administrator = () => connection(process.env.DATABASE_ADMIN_URL).db;
  const tampered = (change: string) =>
    administrator().transaction(async (tx) => {
      await tx.execute(sql`select set_config('session_replication_role', 'replica', true)`);
      await tx.execute(sql.raw(change.replaceAll("$ws", `'${books.workspaceId}'`)));
    });

  it.each([
    [
      "an amount that was changed",
      "update usage_events set amount_micro = amount_micro + 1, wallet_micro = wallet_micro + 1 where workspace_id = $ws and external_id = 'd'",
      /transaction \d+ of pocket main used/,
    ],
    [
      "an event that is missing",
      "delete from usage_events where workspace_id = $ws and external_id = 'd'",
      /in 2 events, the log says/,
    ],
    ["a day that is missing", "delete from usage_days where workspace_id = $ws and feature = 'ai'", /\{1,0,0,0\}/],
    [
      "a quarter hour that is missing",
      "delete from usage_quarters where workspace_id = $ws and feature = 'ai'",
      /\{0,1,0,0\}/,
    ],
    ["a month that is missing", "delete from budgets where workspace_id = $ws and scope = 'agent'", /\{0,0,\d,0\}/],
    [
      "a quarter hour of posting that is missing",
      "delete from posted_quarters where workspace_id = $ws and channel = 'voice'",
      /\{0,0,0,1\}/,
    ],
    [
      "a day that counts too little",
      "update usage_days set events = 0, quantity = 0 where workspace_id = $ws and feature = 'ai'",
      /usage_days_summed/,
    ],
  ])("%s: nothing is summarised, and it is said", async (_, change, says) => {
    await foldWorkspace(system(), books.workspaceId);
    await tampered(change);
    const events = await eventsOf(books);
    await expect(run()).rejects.toMatchObject({ cause: { message: expect.stringMatching(says) } });
    expect(await eventsOf(books)).toEqual(events);
    expect(await recordsOf(books)).toEqual([]);
    expect((await findingsOf(books)).length).toBeGreaterThan(0);
  });

  it("a day of refused events that is missing: they stay, and it is said", async () => {
    await meterUsage(atDay(books, "2026-08-01"), [
      sms("refused", { parts: 900, feature: "ads", occurred_at: "2026-07-03T09:00:00Z" }),
    ]);
    await tampered("delete from usage_days where workspace_id = $ws and feature = 'ads'");
    await expect(run()).rejects.toMatchObject({
      cause: { message: expect.stringMatching(/1 days of refused events/) },
    });
    expect((await eventsOf(books)).filter(({ refusal }) => refusal !== null)).toHaveLength(2);
  });

  it("holds up no other workspace, and is told", async () => {
    const others = await summerBooks();
    await tampered("delete from usage_events where workspace_id = $ws and external_id = 'd'");
    const days = await inWorkspace(others, (tx) => tx.$count(usageDays));
    await expect(summariseAll(system(), { now: then })).rejects.toThrow(/could not be summarised/);
    expect(await eventsOf(others)).toHaveLength(2);
    expect(await inWorkspace(others, (tx) => tx.$count(usageDays))).toBe(days);
  });
});
