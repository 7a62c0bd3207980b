import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closeConnections, connection, type Db, systemDatabase } from "@/db";
import { closeHot } from "@/db/hot";
import type { Context } from "@/lib/context";
import { type BookFinding, checkBooks } from "@/lib/ledger/check";
import { summaryRules } from "@/lib/ledger/check/summaries";
import { prepareBooks } from "@/lib/metering/testing";
import { readFigures } from "@/lib/reconciliation/figures";
import { summariseUsage } from "./summarise-usage";
import { atDay, prepareYears, summerBooks } from "./testing";

let books: Context;
let then: Date;

beforeAll(async () => {
  await prepareBooks();
  await prepareYears();
  books = await summerBooks();
  then = atDay(books, "2026-10-10").now;
  await summariseUsage(systemDatabase(), books.workspaceId, { now: then, piece: 3 });
});
afterAll(async () => {
  await closeHot();
  await closeConnections();
});

it("nothing is wrong with summarised books", async () => {
  expect((await checkBooks(systemDatabase(), { now: then })).findings).toEqual([]);
});

it("a page that tells whether the books agree counts what was summarised", async () => {
  const figures = (await readFigures(systemDatabase(), [books.workspaceId])).get(books.workspaceId);
  expect(figures?.events).toEqual({ count: 8, amount: expect.any(String) });
  expect([figures?.quarters, figures?.days]).toEqual([figures?.events, figures?.events]);
});

/** What only somebody with every right over the server can do; it is undone at once. */
async function findingsAfter(statement: string): Promise<BookFinding[]> {
  const administrator: Db = connection(process.env.DATABASE_ADMIN_URL).db;
  const undo = new Error("undo");
  let findings: BookFinding[] = [];
  const tampering = administrator.transaction(async (tx) => {
    await tx.execute(sql`select set_config('session_replication_role', 'replica', true)`);
    const { count } = await tx.execute(sql.raw(statement.replaceAll("$ws", `'${books.workspaceId}'`)));
    expect(count).toBeGreaterThan(0);
    ({ findings } = await checkBooks(tx, { now: then }));
    throw undo;
  });
  await expect(tampering).rejects.toBe(undo);
  return findings;
}

const here = "where workspace_id = $ws";
const breaks: [rule: string, row: Partial<BookFinding>, statement: string][] = [
  ["event-gap-free", { expected: "7", found: "8" }, `delete from usage_events ${here} and seq = 7`],
  ["event-and-journal", { table: "journal" }, `delete from usage_events ${here} and seq = 8`],
  ["event-gap-free", { key: "main seq" }, `delete from usage_events ${here} and seq is not null and seq > 7`],
  ["summary-continues", { key: "2 n", expected: "1", found: "2" }, `delete from usage_summaries ${here} and n = 1`],
  [
    "summary-continues",
    { key: expect.stringMatching(/through_seq$/) },
    `update usage_summaries set through_seq = through_seq - 1 ${here} and n = 2`,
  ],
  [
    "summary-and-journal",
    { key: "1 wallet_micro" },
    `update usage_summaries set wallet_micro = wallet_micro + 1 ${here} and n = 1`,
  ],
  [
    "summary-and-journal",
    { key: "1 balance_after_micro" },
    `update usage_summaries set balance_after_micro = balance_after_micro + 1 ${here} and n = 1`,
  ],
  [
    "summary-and-rollups",
    { table: "usage_summaries", key: "returned_micro", expected: "4000000", found: "4000001" },
    `update usage_summaries set returned_micro = returned_micro + 1 ${here} and n = 1`,
  ],
  [
    "summary-and-rollups",
    { table: "usage_days", key: "summed_amount_micro" },
    `update usage_days set summed_amount_micro = summed_amount_micro + 1, amount_micro = amount_micro + 1 ${here} and channel = 'voice'`,
  ],
  [
    "summary-and-rollups",
    { table: "usage_days", key: "summed_refused", expected: "1", found: "2" },
    `update usage_days set summed_refused = 2, refused = 2 ${here} and refused = 1`,
  ],
  [
    "summary-and-rollups",
    { table: "usage_days", key: "sms ai summed_quantity" },
    `update usage_days set summed_quantity = summed_quantity + 1, quantity = quantity + 1 ${here} and feature = 'ai'`,
  ],
  [
    "summary-and-rollups",
    { table: "usage_quarters", key: "summed_events" },
    `update usage_quarters set summed_events = summed_events + 1, events = events + 1 ${here} and channel = 'voice'`,
  ],
  [
    "summary-and-rollups",
    { table: "budgets", key: "summed_used_micro" },
    `update budgets set summed_used_micro = summed_used_micro + 1, used_micro = used_micro + 1 ${here} and scope = 'workspace' and period = '2026-06-01'`,
  ],
  [
    "summary-and-rollups",
    { table: "posted_quarters", key: "summed_amount_micro" },
    `update posted_quarters set summed_amount_micro = summed_amount_micro - 1, amount_micro = amount_micro - 1 ${here} and channel = 'voice'`,
  ],
  ["quarters-sum-events", {}, `update usage_quarters set summed_amount_micro = 0 ${here} and channel = 'voice'`],
  ["days-sum-events", {}, `update usage_days set events = events + 1 ${here} and feature = '' and channel = 'voice'`],
  ["days-sum-events", {}, `update usage_days set summed_events = 0 ${here} and channel = 'voice'`],
  ["budget-sums-events", {}, `update budgets set used_micro = used_micro + 1 ${here} and scope = 'agent'`],
  ["posted-counts-events", {}, `update posted_quarters set items = items + 1 ${here} and channel = 'voice'`],
  [
    "event-returned-once",
    { table: "usage_returns", key: expect.stringMatching(/tx$/) },
    `update usage_returns set amount_micro = amount_micro + 1 ${here}`,
  ],
  ["event-returned-once", { table: "journal" }, `delete from usage_returns ${here}`],
  ["hold-ends-once", { key: expect.stringMatching(/used_micro$/) }, `update holds set used_micro = 1 ${here}`],
  ["key-leads-somewhere", {}, `delete from usage_events ${here} and external_id = 'august'`],
];

it.each(breaks.map((wrong) => ({ title: `${wrong[0]}, after ${wrong[2]}`, wrong })))("$title", async ({ wrong }) => {
  const [rule, row, statement] = wrong;
  const findings = await findingsAfter(statement);
  expect(findings).toContainEqual(expect.objectContaining({ workspaceId: books.workspaceId, ...row, rule }));
});

it("there is a way to break each promise of what was summarised", () => {
  const broken = new Set(breaks.map(([rule]) => rule));
  expect(summaryRules.map(({ name }) => name).filter((name) => !broken.has(name))).toEqual([]);
});
