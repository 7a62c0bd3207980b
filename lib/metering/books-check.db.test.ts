import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { closeConnections, database, inWorkspace, systemDatabase } from "@/db";
import { closeHot } from "@/db/hot";
import { bookVerdicts } from "@/db/schema/work";
import type { Context } from "@/lib/context";
import { checkBooks } from "@/lib/ledger/check";
import { lastBookVerdict } from "@/lib/ledger/verdict";
import { watchBooks } from "@/lib/ledger/watch-books";
import { log } from "@/lib/log";
import { livelyBooks } from "@/lib/metering/tampering/lively-books";
import { later, prepareBooks, workspaceWith } from "@/lib/metering/testing";

let books: Context;
let others: Context;
let at: Date;

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

it("the nightly look keeps one verdict, the latest, and says aloud what is wrong", async () => {
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
