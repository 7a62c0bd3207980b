import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeConnections, connection, database, inWorkspace, systemDatabase } from "@/db";
import { closeHot } from "@/db/hot";
import { bookChecks } from "@/db/schema/work";
import type { Context } from "@/lib/context";
import { bookRules } from "@/lib/ledger/check";
import { meterUsage } from "@/lib/metering/meter";
import { returnUsage } from "@/lib/metering/return-usage";
import { usageEvent } from "@/lib/metering/schema";
import { later, numberIn, prepareBooks, workspaceWith } from "@/lib/metering/testing";
import { askForCheck } from "./ask-for-check";
import { checkAllBooks } from "./check-all-books";
import { checkWorkspace } from "./check-workspace";
import { readBookChecks } from "./data";

const sms = (id: string, parts: number) => usageEvent.parse({ id, channel: "sms", to: "+244923000000", parts });
const at = (ctx: Context) => later(ctx, 60).now;
const wrongRows = async (ctx: Context) =>
  ((await readBookChecks(ctx, null)).verdict?.findings ?? []).map(({ rule, key, expected, found }) => [
    rule,
    key,
    expected,
    found,
  ]);

/** As a person presses the button and the worker does it. */
async function check(ctx: Context, minutes: number): Promise<number | null | undefined> {
  const asking = later(ctx, minutes);
  expect(await askForCheck(asking)).toEqual({ status: "asked" });
  const { underWay } = await readBookChecks(ctx, null);
  await checkWorkspace(systemDatabase(), { workspaceId: ctx.workspaceId, id: underWay?.id ?? "" }, at(ctx));
  return (await readBookChecks(ctx, null)).verdict?.wrong;
}

/** What only somebody with every right over the server can do, past every trigger and right. */
async function asOwner(...statements: string[]): Promise<void> {
  await connection(process.env.DATABASE_ADMIN_URL).db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('session_replication_role', 'replica', true)`);
    for (const statement of statements) await tx.execute(sql.raw(statement));
  });
}

let books: Context;
let others: Context;

beforeAll(async () => {
  await prepareBooks();
  books = await workspaceWith({ promo: 10, wallet: 50 });
  await numberIn(books, "sales", { credits: 5 });
  await meterUsage(books, [sms("first", 2), sms("second", 3)]);
  await meterUsage(later(books, 1), [sms("third", 4)]);
  await returnUsage(later(books, 2), "second", "undelivered");
  others = await workspaceWith({ wallet: 7 });
});
afterAll(async () => {
  await closeHot();
  await closeConnections();
});

describe("a look at one workspace's books", () => {
  it("finds them right, and says what both sides of each comparison add up to", async () => {
    expect(await check(books, 1)).toBe(0);
    const { verdict } = await readBookChecks(books, null);
    expect(verdict).toMatchObject({
      state: "done",
      events: 3,
      findings: [],
      rules: bookRules.length,
      rulesDone: bookRules.length,
    });
    const usage = { count: 3, amount: "6000000" };
    const none = { count: 0, amount: "0" };
    expect(verdict?.figures).toEqual({
      sales: { purchases: none, payments: none, invoices: none, bought: "0", granted: "0" },
      entries: "59000000",
      lots: "59000000",
      pockets: "59000000",
      debt: "0",
      events: usage,
      quarters: usage,
      days: usage,
    });
  });

  it.each([
    [
      "a changed rollup",
      "update usage_days set amount_micro = amount_micro + 500000 where workspace_id = $ws",
      "update usage_days set amount_micro = amount_micro - 500000 where workspace_id = $ws",
      [["days-sum-events", "2026-06-24 sms outbound_domestic_sms   amount_micro", "6000000", "6500000"]],
    ],
    [
      "an altered lot",
      "update lots set used_micro = used_micro - 1000000, gone_micro = gone_micro + 1000000 where workspace_id = $ws and fund = 'promo'",
      "update lots set used_micro = used_micro + 1000000, gone_micro = gone_micro - 1000000 where workspace_id = $ws and fund = 'promo'",
      [
        ["lot-sums-entries", expect.stringMatching(/^lot_\w+ gone_micro$/), "0", "1000000"],
        ["lot-sums-entries", expect.stringMatching(/^lot_\w+ used_micro$/), "6000000", "5000000"],
      ],
    ],
  ])(
    "is red after %s with exactly those rows, and stays red until one finds them right",
    async (_, drift, mend, rows) => {
      const here = (statement: string) => statement.replaceAll("$ws", `'${books.workspaceId}'`);
      await asOwner(here(drift));
      expect(await check(books, 3)).toBe(rows.length);
      expect(await wrongRows(books)).toEqual(rows);
      await asOwner(here(mend));
      expect((await readBookChecks(books, null)).verdict?.wrong, "nothing turns green by itself").toBe(rows.length);
      expect(await check(books, 4)).toBe(0);
    },
  );

  it("is red after an event was deleted: every sum that it was in says so, and nothing is mended", async () => {
    const ctx = await workspaceWith({ wallet: 20 });
    await meterUsage(ctx, [sms("one", 1), sms("two", 2), sms("three", 3)]);
    await asOwner(`delete from usage_events where workspace_id = '${ctx.workspaceId}' and external_id = 'two'`);
    await check(ctx, 1);
    const rows = await wrongRows(ctx);
    expect(new Set(rows.map(([rule]) => rule))).toEqual(
      new Set([
        "event-gap-free",
        "event-and-journal",
        "event-running-balance",
        "key-leads-somewhere",
        "quarters-sum-events",
        "days-sum-events",
        "budget-sums-events",
      ]),
    );
    expect(rows).toContainEqual(["event-gap-free", expect.stringMatching(/^seq 3 /), "2", "3"]);
    expect(await check(ctx, 2)).toBe(rows.length);
    expect((await readBookChecks(ctx, null)).verdict?.figures).toMatchObject({
      events: { count: 2, amount: "4000000" },
      days: { count: 3, amount: "6000000" },
    });
  });

  it("is one at a time, and what another workspace has is not shown", async () => {
    expect(await askForCheck(others)).toEqual({ status: "asked" });
    expect(await askForCheck(later(others, 1))).toEqual({ status: "under_way" });
    const { underWay, verdict, runs } = await readBookChecks(others, null);
    expect([underWay?.state, verdict, runs.length]).toEqual(["waiting", null, 1]);
    const theirs = (await readBookChecks(books, null)).verdict?.id ?? "";
    expect((await readBookChecks(others, theirs)).shown).toBeNull();
  });

  it("says how far it is while it looks", async () => {
    const ctx = await workspaceWith({ wallet: 1 });
    await askForCheck(ctx);
    const { underWay } = await readBookChecks(ctx, null);
    const mine = { workspaceId: ctx.workspaceId, id: underWay?.id ?? "" };
    const seen: number[] = [];
    const looking = checkWorkspace(systemDatabase(), mine, at(ctx)).then(() => true);
    while (
      !(await Promise.race([
        looking,
        readBookChecks(ctx, mine.id).then(({ shown }) => seen.push(shown?.rulesDone ?? 0) < 0),
      ]))
    );
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.some((done) => done > 0 && done < bookRules.length)).toBe(true);
  });
});

describe("the hourly look", () => {
  it("leaves a verdict with every workspace, of its own books alone", async () => {
    const drifted = await workspaceWith({ wallet: 3 });
    await asOwner(`update pockets set cost_minor = cost_minor + 700 where workspace_id = '${drifted.workspaceId}'`);
    await checkAllBooks(systemDatabase(), later(drifted, 5).now);
    expect((await readBookChecks(drifted, null)).verdict).toMatchObject({ wrong: 1, askedBy: "system:hourly" });
    expect(await wrongRows(drifted)).toEqual([["journal-cost", "main cost_minor", "0", "700"]]);
    expect((await readBookChecks(others, null)).verdict).toMatchObject({ wrong: 0, findings: [] });
  });

  it("gives up a look that nobody is doing any more, so that somebody may ask again", async () => {
    const ctx = await workspaceWith();
    await askForCheck({ ...ctx, now: new Date(0) });
    await checkAllBooks(systemDatabase(), later(ctx, 5).now);
    expect((await readBookChecks(ctx, null)).runs.map(({ state }) => state).toSorted()).toEqual(["done", "failed"]);
    expect(await askForCheck(later(ctx, 6))).toEqual({ status: "asked" });
  });
});

it("the application may ask, and neither judge, nor change a verdict, nor take one away", async () => {
  const { workspaceId } = books;
  const forged = { workspaceId, id: "chk_forged", askedBy: "user:me", askedAt: books.now };
  const refused = { cause: { code: "42501" } };
  const asApp = (work: (tx: Parameters<Parameters<typeof inWorkspace>[1]>[0]) => Promise<unknown>) =>
    inWorkspace({ ...books, db: database() }, work);
  await expect(
    asApp((tx) => tx.insert(bookChecks).values({ ...forged, state: "done", wrong: 0 })),
  ).rejects.toMatchObject(refused);
  await expect(asApp((tx) => tx.insert(bookChecks).values({ ...forged, findings: [] }))).rejects.toMatchObject(refused);
  await expect(
    asApp((tx) => tx.update(bookChecks).set({ wrong: 0 }).where(eq(bookChecks.workspaceId, workspaceId))),
  ).rejects.toMatchObject(refused);
  await expect(
    asApp((tx) => tx.delete(bookChecks).where(eq(bookChecks.workspaceId, workspaceId))),
  ).rejects.toMatchObject(refused);
});
