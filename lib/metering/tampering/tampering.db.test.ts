import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeConnections, connection, type Db } from "@/db";
import { closeHot } from "@/db/hot";
import type { Context } from "@/lib/context";
import { type BookFinding, bookRules, checkBooks } from "@/lib/ledger/check";
import { saleRules } from "@/lib/ledger/check/sales";
import { summaryRules } from "@/lib/ledger/check/summaries";
import { later, prepareBooks, workspaceWith } from "@/lib/metering/testing";
import { ledgerBreaks } from "./ledger-breaks";
import { livelyBooks } from "./lively-books";
import { usageBreaks } from "./usage-breaks";

const breaks = [...ledgerBreaks, ...usageBreaks];
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

describe("tampering is named:", () => {
  it.each(breaks.map((wrong) => ({ title: `${wrong[0]}, after ${wrong.at(-1)}`, wrong })))(
    "$title",
    async ({ wrong }) => {
      const [rule, { key, ...row }, ...statements] = wrong;
      const findings = await findingsAfter(statements);
      const named = {
        ...row,
        ...(key !== undefined && { key: key instanceof RegExp ? expect.stringMatching(key) : key }),
      };
      expect(findings).toContainEqual(expect.objectContaining({ workspaceId: books.workspaceId, ...named, rule }));
      expect(findings.map(({ workspaceId }) => workspaceId)).not.toContain(others.workspaceId);
    },
  );
});

it("there is a way to break each rule", () => {
  // What was summarised is broken where there is some, in lib/retention, and what was sold in lib/reconciliation.
  const elsewhere = [...summaryRules, ...saleRules].map(({ name }) => name);
  const broken = new Set([...breaks.map(([rule]) => rule), ...elsewhere]);
  expect(bookRules.map(({ name }) => name).filter((name) => !broken.has(name))).toEqual([]);
});
