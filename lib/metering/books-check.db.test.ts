import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { closeConnections, connection, type Db, database, inWorkspace, systemDatabase } from "@/db";
import { closeHot } from "@/db/hot";
import { bookVerdicts } from "@/db/schema/work";
import { apiKeys } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { type BookFinding, bookRules, checkBooks } from "@/lib/ledger/check";
import { summaryRules } from "@/lib/ledger/check/summaries";
import { grantCredits } from "@/lib/ledger/grant-credits";
import { moveCredits, withdrawCredits } from "@/lib/ledger/move-credits";
import { lastBookVerdict } from "@/lib/ledger/verdict";
import { watchBooks } from "@/lib/ledger/watch-books";
import { log } from "@/lib/log";
import { releaseHold, settleHold, sweepHolds } from "@/lib/metering/close-hold";
import { extendHold, openHold } from "@/lib/metering/hold";
import { meterOne, meterUsage } from "@/lib/metering/meter";
import { returnUsage } from "@/lib/metering/return-usage";
import { type UsageEvent, usageEvent } from "@/lib/metering/schema";
import { agentIn, later, numberIn, prepareBooks, watchedWorkspaceWith, workspaceWith } from "@/lib/metering/testing";
import { foldPosted } from "@/lib/statement/fold-posted";

let books: Context;
let others: Context;
let at: Date;

const sms = (id: string, extra: Partial<UsageEvent> = {}) =>
  usageEvent.parse({ id, channel: "sms", to: "+244923000000", ...extra });
const call = (id: string) => usageEvent.parse({ id, channel: "voice", to: "+244923000000", seconds: 60, agent: "ana" });

/** Some of everything that can happen to credits. */
async function livelyBooks(): Promise<Context> {
  const ctx = await watchedWorkspaceWith({ promo: 3, wallet: 60 }, { lowCredits: 50 });
  await agentIn(ctx, "ana");
  await numberIn(ctx, "sales", { credits: 2, usesWorkspace: true });
  const { workspaceId } = ctx;
  const key = "key_first";
  await inWorkspace(ctx, (tx) =>
    tx
      .insert(apiKeys)
      .values({ workspaceId, id: key, name: "First", lookup: key, secretHash: "", scopes: [], createdAt: ctx.now }),
  );
  const asKey: Context = { ...ctx, actor: { kind: "apiKey", id: key } };
  await grantCredits(ctx, {
    fund: "plan",
    amountMicro: wholeCredits(10),
    source: "renewal",
    effectKey: "renewal:1",
    costMinor: 777n,
    expiresAt: later(ctx, 30).now,
  });
  await meterUsage(asKey, [
    sms("a", { agent: "ana" }),
    sms("b", { parts: 4, feature: "ai" }),
    sms("c", { number: "sales" }),
  ]);
  await meterUsage(ctx, [sms("huge", { parts: 200 }), sms("d", { number: "sales", parts: 3 })]);
  await meterOne(ctx, sms("e", { agent: "ana" }));
  await openHold(asKey, call("settled"), later(ctx, 60).now);
  await openHold(ctx, call("open"), later(ctx, 90).now);
  await openHold(ctx, sms("released"), later(ctx, 90).now);
  await openHold(ctx, sms("lapsed"), later(ctx, 1).now);
  await extendHold(later(ctx, 1), "open", { quantity: 120, expiresAt: later(ctx, 90).now });
  await settleHold(later(ctx, 2), "settled", { quantity: 30 });
  await releaseHold(later(ctx, 3), "released");
  await sweepHolds(systemDatabase(), later(ctx, 4).now);
  await returnUsage(later(ctx, 5), "b", "undelivered");
  await moveCredits(later(ctx, 6), { from: "main", to: "sales", amountMicro: wholeCredits(4), effectKey: "move:1" });
  await withdrawCredits(later(ctx, 7), { amountMicro: wholeCredits(3), effectKey: "adjust:1" });
  await foldPosted(systemDatabase(), { transactions: 1, events: 1 });
  await meterUsage(later(ctx, 40), [sms("late", { parts: 2 })]);
  return ctx;
}

beforeAll(async () => {
  await prepareBooks();
  books = await livelyBooks();
  others = await workspaceWith({ wallet: 1 });
  at = later(books, 41).now;
});
afterAll(async () => {
  await closeHot();
  await closeConnections();
});

it("nothing is wrong with books that only their own functions wrote", async () => {
  const verdict = await checkBooks(systemDatabase(), { now: at });
  expect(verdict.findings).toEqual([]);
  expect(verdict).toMatchObject({ workspaces: 2, events: 7, wrong: 0 });
  expect(verdict.transactions).toBeGreaterThan(15);
});

/** What only somebody with every right over the server can do: no trigger and no foreign key holds him. It is undone at once. */
async function findingsAfter(statements: readonly string[]): Promise<BookFinding[]> {
  const administrator: Db = connection(process.env.DATABASE_ADMIN_URL).db;
  const undo = new Error("undo");
  let findings: BookFinding[] = [];
  const tampering = administrator.transaction(async (tx) => {
    await tx.execute(sql`select set_config('session_replication_role', 'replica', true)`);
    for (const statement of statements)
      await tx.execute(sql.raw(statement.replaceAll("$ws", `'${books.workspaceId}'`)));
    ({ findings } = await checkBooks(tx, { now: at }));
    throw undo;
  });
  await expect(tampering).rejects.toBe(undo);
  return findings;
}

const here = "where workspace_id = $ws";
const theEvent = `${here} and external_id = 'a'`;

/** One row is made wrong, and the check names the promise and the row. */
const breaks: [rule: string, row: Partial<BookFinding>, ...statements: string[]][] = [
  [
    "pocket-sums-journal",
    { table: "pockets", key: "main wallet_micro" },
    `update pockets set wallet_micro = wallet_micro + 1 ${here} and id = 'main'`,
  ],
  [
    "pocket-after-last-row",
    { table: "pockets", key: "sales debt_micro", expected: "0", found: "5" },
    `update pockets set debt_micro = 5 ${here} and id = 'sales'`,
  ],
  [
    "pocket-sums-lots",
    { table: "pockets", key: "main held_micro" },
    `update pockets set held_micro = held_micro - 1 ${here} and id = 'main'`,
  ],
  [
    "pocket-never-below-zero",
    { table: "pockets", key: "sales plan_micro", found: "-1" },
    "alter table pockets drop constraint pockets_never_below_zero",
    `update pockets set plan_micro = -1 ${here} and id = 'sales'`,
  ],
  ["pocket-of-each-number", { key: "sales", expected: null, found: "sales" }, `delete from numbers ${here}`],
  ["pocket-of-each-number", { key: "main", found: null }, `delete from pockets ${here} and id = 'main'`],
  [
    "journal-balanced",
    { key: "tx 5 main", expected: "0", found: "1" },
    "alter table journal drop constraint journal_balanced",
    `update journal set used_micro = used_micro + 1 ${here} and tx = 5`,
  ],
  [
    "journal-running",
    { key: "tx 5 main promo_after_micro" },
    `update journal set promo_after_micro = promo_after_micro + 1 ${here} and tx = 5 and pocket = 'main'`,
  ],
  [
    "journal-cost",
    { table: "journal", key: "tx 5 main" },
    `update journal set cost_after_minor = cost_after_minor + 1 ${here} and tx = 5 and pocket = 'main'`,
  ],
  [
    "journal-cost",
    { table: "pockets", key: "main cost_minor" },
    `update pockets set cost_minor = cost_minor + 1 ${here} and id = 'main'`,
  ],
  ["journal-gap-free", { key: "tx 6", expected: "5", found: "6" }, `delete from journal ${here} and tx = 5`],
  ["journal-gap-free", { key: "main tx" }, `update pockets set tx = tx + 1 ${here} and id = 'main'`],
  ["journal-in-time", { key: "tx 8 main" }, `update journal set at = '2026-06-24T11:59:00Z' ${here} and tx = 8`],
  [
    "journal-moved-nowhere",
    { table: "journal", expected: "0", found: "4000000" },
    `delete from journal ${here} and kind = 'move' and pocket = 'sales'`,
  ],
  [
    "journal-effect-once",
    { key: "first:wallet tx 2, 3", found: "2" },
    "drop index journal_effect_key",
    `update journal set effect_key = 'first:wallet' ${here} and tx = 3`,
  ],
  [
    "journal-use-is-explained",
    { key: "tx 1 main grant", found: "2" },
    `update journal set granted_micro = granted_micro - 2, used_micro = 2 ${here} and tx = 1`,
  ],
  [
    "lot-whole",
    { table: "lots" },
    "alter table lots drop constraint lots_whole",
    `update lots set used_micro = used_micro + 1 ${here} and source = 'renewal'`,
  ],
  [
    "lot-sums-entries",
    { table: "lots", key: expect.stringMatching(/^lot_\w+ used_micro$/) },
    `update lots set used_micro = used_micro - 1, gone_micro = gone_micro + 1 ${here} and source = 'renewal'`,
  ],
  [
    "lot-entry-balanced",
    { table: "lot_entries", expected: "3000000", found: "3000001" },
    "alter table lot_entries drop constraint lot_entries_balanced",
    `update lot_entries set used_micro = 1 ${here} and tx = 1`,
  ],
  [
    "lot-entries-and-journal",
    { key: "tx 1 main promo_micro", expected: "3000000", found: "0" },
    `delete from lot_entries ${here} and tx = 1`,
  ],
  [
    "lot-entries-and-journal",
    { key: "tx 5 main cost_minor" },
    `update journal set cost_minor = cost_minor + 1 ${here} and tx = 5 and pocket = 'main'`,
  ],
  [
    "lot-never-below-zero",
    { table: "lot_entries" },
    `update lot_entries set tx = 100 ${here} and tx = 2 and opened_micro <> 0`,
  ],
  [
    "lot-expired-is-over",
    { table: "lot_entries" },
    `update lots set expires_at = '2026-06-24T12:00:00Z' ${here} and source = 'renewal'`,
  ],
  [
    "lot-expired-is-written-off",
    { table: "lots", expected: "0" },
    `update lots set expires_at = '2026-06-24T12:39:00Z' ${here} and pocket = 'main' and source = 'purchase'`,
  ],
  ["lot-cost", { table: "lots" }, `update lots set cost_minor = cost_minor * 2 ${here} and source = 'renewal'`],
  [
    "event-gap-free",
    { key: expect.stringMatching(/^seq 2 /), expected: "1", found: "2" },
    `delete from usage_events ${theEvent}`,
  ],
  ["event-gap-free", { key: "main seq" }, `update pockets set seq = seq - 1 ${here} and id = 'main'`],
  [
    "event-whole",
    { table: "usage_events", expected: "1000000", found: "1000001" },
    "alter table usage_events drop constraint usage_events_funds",
    `update usage_events set amount_micro = amount_micro + 1 ${theEvent}`,
  ],
  [
    "event-and-journal",
    { key: expect.stringMatching(/^tx \d+ main used_micro$/) },
    `update usage_events set amount_micro = amount_micro + 1, plan_micro = plan_micro + 1 ${theEvent}`,
  ],
  [
    "event-and-journal",
    { key: expect.stringMatching(/^tx \d+ sales used_micro$/), expected: "0", found: "1000000" },
    `update usage_events set plan_micro = plan_micro + number_micro, number_micro = 0 ${here} and external_id = 'c'`,
  ],
  [
    "event-and-journal",
    { key: expect.stringMatching(/last_seq$/) },
    `update journal set last_seq = last_seq + 1 ${here} and kind = 'usage' and pocket = 'main' and first_seq = 1`,
  ],
  [
    "event-running-balance",
    { table: "usage_events", key: expect.stringMatching(/^seq 1 /) },
    `update usage_events set balance_after_micro = balance_after_micro + 1 ${theEvent}`,
  ],
  [
    "event-returned-once",
    { table: "usage_returns", key: expect.stringContaining("amount_micro"), expected: "4000000", found: "4000001" },
    `update usage_returns set amount_micro = amount_micro + 1 ${here}`,
  ],
  ["event-returned-once", { table: "journal", expected: "its usage_returns row" }, `delete from usage_returns ${here}`],
  [
    "event-returned-once",
    { table: "usage_returns", expected: "1", found: "2" },
    "alter table usage_returns drop constraint usage_returns_workspace_id_key_occurred_at_pk",
    `insert into usage_returns select * from usage_returns ${here}`,
  ],
  [
    "key-remembered",
    { table: "usage_events", expected: "its usage_keys row" },
    `delete from usage_keys k using usage_events e where e.workspace_id = $ws and e.external_id = 'huge' and k.workspace_id = $ws and k.key = e.key`,
  ],
  [
    "key-remembered",
    { table: "holds", expected: "its usage_keys row" },
    `delete from usage_keys k using holds h where h.workspace_id = $ws and h.state = 'open' and k.workspace_id = $ws and k.key = h.key`,
  ],
  ["key-leads-somewhere", { table: "usage_keys" }, `delete from usage_events ${theEvent}`],
  [
    "key-used-once",
    { table: "usage_keys", found: "2" },
    `insert into usage_keys select workspace_id, key, created_at + interval '34 days', occurred_at, body from usage_keys ${here} limit 1`,
  ],
  [
    "quarters-sum-events",
    { table: "usage_quarters", key: expect.stringMatching(/ voice {2}events$/), expected: "1", found: "2" },
    `update usage_quarters set events = events + 1 ${here} and channel = 'voice'`,
  ],
  [
    "quarters-sum-events",
    { table: "usage_quarters", key: expect.stringMatching(/ sms ai amount_micro$/), expected: "0", found: "4000000" },
    `update usage_quarters set amount_micro = 4000000 ${here} and feature = 'ai'`,
  ],
  [
    "days-sum-events",
    { table: "usage_days", key: expect.stringMatching(/ refused$/), expected: "1", found: "0" },
    `update usage_days set refused = 0 ${here} and refused = 1`,
  ],
  [
    "days-sum-events",
    { table: "usage_days", key: expect.stringMatching(/ ana quantity$/), found: "0" },
    `delete from usage_days ${here} and agent_id = 'ana' and channel = 'sms'`,
  ],
  [
    "posted-sums-journal",
    {
      table: "posted_quarters",
      key: expect.stringMatching(/ main return amount_micro$/),
      expected: "4000000",
      found: "4000001",
    },
    `update posted_quarters set amount_micro = amount_micro + 1 ${here} and entry = 'return'`,
  ],
  [
    "posted-sums-journal",
    { table: "posted_quarters", key: expect.stringMatching(/ sales usage amount_micro$/), found: "0" },
    `delete from posted_quarters ${here} and pocket = 'sales' and entry = 'usage'`,
  ],
  ["posted-sums-journal", { table: "posted_quarters", expected: "0" }, `delete from posted_marks ${here}`],
  [
    "posted-counts-events",
    { table: "posted_quarters", key: expect.stringMatching(/ main voice items$/), expected: "1", found: "2" },
    `update posted_quarters set items = items + 1 ${here} and pocket = 'main' and channel = 'voice' and entry = 'usage'`,
  ],
  [
    "posted-counts-events",
    { table: "posted_quarters", key: expect.stringMatching(/ main whatsapp amount_micro$/), expected: "0" },
    `update posted_quarters set channel = 'whatsapp' ${here} and pocket = 'main' and channel = 'sms' and entry = 'usage'`,
  ],
  [
    "budget-sums-events",
    { table: "budgets", key: "workspace  2026-06-01 used_micro" },
    `update budgets set used_micro = used_micro + 1 ${here} and scope = 'workspace'`,
  ],
  [
    "budget-sums-events",
    { table: "budgets", key: "agent ana 2026-06-01 held_micro", expected: "8000000", found: "0" },
    `delete from budgets ${here} and scope = 'agent'`,
  ],
  [
    "budget-sums-events",
    { table: "budgets", key: "key key_first 2026-06-01 used_micro" },
    `update budgets set used_micro = used_micro - 1 ${here} and scope = 'key'`,
  ],
  [
    "budget-sums-events",
    { table: "budgets", key: "agent ana 2026-06-01 plan_used_micro" },
    `update budgets set plan_used_micro = plan_used_micro + 1 ${here} and scope = 'agent'`,
  ],
  [
    "hold-sums-parts",
    { table: "holds", expected: "8000000", found: "8000001" },
    `update holds set amount_micro = amount_micro + 1 ${here} and state = 'open'`,
  ],
  [
    "lot-held-for-open-holds",
    { table: "lots", found: "0" },
    `update lots set held_micro = 0, gone_micro = gone_micro + held_micro ${here} and held_micro > 0`,
  ],
  [
    "hold-ends-once",
    { table: "holds", key: expect.stringMatching(/settled settlement$/), expected: "1", found: "0" },
    `delete from journal ${here} and kind = 'settle'`,
  ],
  [
    "hold-ends-once",
    { table: "holds", key: expect.stringMatching(/open release$/), expected: "0", found: "1" },
    `update holds set state = 'open' ${here} and state = 'released'`,
  ],
  [
    "hold-ends-once",
    { table: "holds", key: expect.stringMatching(/settled used_micro$/), found: "4000000" },
    `update holds set used_micro = 1 ${here} and state = 'settled'`,
  ],
  [
    "mark-told",
    { key: "main low_told", expected: "true", found: "false" },
    `update pockets set low_told = false ${here}`,
  ],
  [
    "mark-told",
    { key: "main low_told", expected: "false", found: "true" },
    `update pockets set low_micro = 1000000 ${here} and id = 'main'`,
  ],
  [
    "mark-effect",
    { table: "outbox" },
    `update outbox set payload = payload || '{"balanceMicro": "1"}' ${here} and topic = 'balance.low'`,
  ],
  [
    "reference-in-workspace",
    { table: "usage_events", key: "agent_id ana", expected: "its row in agents" },
    `delete from agents ${here}`,
  ],
  [
    "reference-in-workspace",
    { table: "lot_entries", expected: "its row in lots" },
    `delete from lots ${here} and source = 'renewal'`,
  ],
  ["owner-exists", { table: "usage_keys", expected: "a workspace" }, "delete from workspaces where id = $ws"],
  [
    "owner-exists",
    { table: "budgets", workspaceId: "ws_nobody" },
    "insert into budgets (workspace_id, scope, id, period) values ('ws_nobody', 'workspace', '', '2026-06-01')",
  ],
];

describe("the nightly look", () => {
  it("keeps one verdict, the latest, and says aloud what is wrong", async () => {
    const said = vi.spyOn(log, "error");
    await watchBooks(systemDatabase(), at);
    expect(await lastBookVerdict(database())).toEqual({ checkedAt: at, wrong: 0 });
    expect(said).not.toHaveBeenCalled();

    const next = later(books, 60).now;
    await inWorkspace(others, (tx) =>
      tx.execute(sql`update pockets set plan_micro = 7 where workspace_id = ${others.workspaceId}`),
    );
    await watchBooks(systemDatabase(), next);
    await inWorkspace(others, (tx) =>
      tx.execute(sql`update pockets set plan_micro = 0 where workspace_id = ${others.workspaceId}`),
    );
    expect(await lastBookVerdict(database())).toEqual({ checkedAt: next, wrong: 3 });
    expect(said).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ wrong: 3 }),
      expect.stringContaining("the books are wrong"),
    );
    expect(await database().$count(bookVerdicts)).toBe(1);
  });
});

describe("tampering is named:", () => {
  it.each(breaks.map((wrong) => ({ title: `${wrong[0]}, after ${wrong.at(-1)}`, wrong })))(
    "$title",
    async ({ wrong }) => {
      const [rule, row, ...statements] = wrong;
      const findings = await findingsAfter(statements);
      expect(findings).toContainEqual(expect.objectContaining({ workspaceId: books.workspaceId, ...row, rule }));
      expect(findings.map(({ workspaceId }) => workspaceId)).not.toContain(others.workspaceId);
    },
  );

  it("there is a way to break each rule", () => {
    // What was summarised is broken where there is some, in lib/retention.
    const broken = new Set([...breaks.map(([rule]) => rule), ...summaryRules.map(({ name }) => name)]);
    expect(bookRules.map(({ name }) => name).filter((name) => !broken.has(name))).toEqual([]);
  });
});
