import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { type Db, inSystem, inSystemSnapshot } from "@/db";
import { budgetRules } from "./check/budgets";
import { claimRules } from "./check/claims";
import { eventRules } from "./check/events";
import { holdRules } from "./check/holds";
import { journalRules } from "./check/journal";
import { keyRules } from "./check/keys";
import { lotRules } from "./check/lots";
import { markRules } from "./check/marks";
import { pocketRules } from "./check/pockets";
import { postedRules } from "./check/posted";
import { rollupRules } from "./check/rollups";
import type { Rule, Scope } from "./check/rule";
import { saleRules } from "./check/sales";
import { summaryRules } from "./check/summaries";
import { namedInBooks, tenancyRules } from "./check/tenancy";

export const bookRules: readonly Rule[] = [
  ...pocketRules,
  ...journalRules,
  ...lotRules,
  ...claimRules,
  ...eventRules,
  ...keyRules,
  ...rollupRules,
  ...summaryRules,
  ...postedRules,
  ...budgetRules,
  ...holdRules,
  ...markRules,
  ...saleRules,
  ...tenancyRules,
];

export type BookFinding = {
  rule: string;
  /** The promise that is broken, as the middle of a sentence. */
  says: string;
  workspaceId: string;
  table: string;
  key: string;
  expected: string | null;
  found: string | null;
};

export type BookVerdict = {
  workspaces: number;
  transactions: number;
  events: number;
  /** All rows that are wrong; of each workspace and rule the first few are named. */
  wrong: number;
  findings: BookFinding[];
  books: readonly CheckedBook[];
};

export type CheckedBook = { id: string; transactions: number; events: number; wrong: number };

export type CheckOptions = {
  workspaceId?: string;
  /** All of them, but for who asks about some. */
  rules?: readonly Rule[];
  /** The database's clock counts, but for tests, which own the time. */
  now?: Date;
  onProgress?: (done: number, workspaces: number) => void;
  /** After each promise, of each group of workspaces. */
  onRule?: (done: number, rules: number) => Promise<void>;
};

const mostNamed = 20;
/** Small workspaces are asked about together and large ones alone, so that no question grows with the installation. */
const mostTogether = { workspaces: 200, rows: 200_000 };

/**
 * Holds the books against every promise they make. Each group of workspaces is looked at in one snapshot, so that postings may
 * go on meanwhile. Takes `systemDatabase()`.
 */
export async function checkBooks(db: Db, options: CheckOptions = {}): Promise<BookVerdict> {
  const books = await readSizes(db, options.workspaceId);
  const verdict = { workspaces: 0, transactions: 0, events: 0, wrong: 0, findings: [] as BookFinding[] };
  const checked: CheckedBook[] = [];
  for (const group of grouped(books)) {
    const ids = group.map(({ id }) => id);
    const { wrong, findings } = await checkGroup(db, ids, options);
    verdict.findings.push(...findings);
    for (const book of group) {
      const itsWrong = wrong.get(book.id) ?? 0;
      checked.push({ ...book, wrong: itsWrong });
      verdict.wrong += itsWrong;
      verdict.transactions += book.transactions;
      verdict.events += book.events;
    }
    verdict.workspaces += group.length;
    options.onProgress?.(verdict.workspaces, books.length);
  }
  return { ...verdict, books: checked };
}

type Book = { id: string; transactions: number; events: number };

async function readSizes(db: Db, only: string | undefined): Promise<Book[]> {
  const which =
    only === undefined ? sql`select id from workspaces union (${namedInBooks()})` : sql`select ${only} as id`;
  const rows = await inSystem(db, async (tx) => {
    await tx.execute(sql`select set_config('statement_timeout', '0', true)`);
    return tx.execute<{ id: string; tx: string; seq: string }>(sql`
      select w.id, coalesce(p.tx, 0)::text as tx, coalesce(p.seq, 0)::text as seq
      from (${which}) w left join pockets p on p.workspace_id = w.id and p.id = 'main' order by w.id`);
  });
  return rows.map(({ id, tx, seq }) => ({ id, transactions: Number(tx), events: Number(seq) }));
}

function grouped(books: readonly Book[]): Book[][] {
  const groups: Book[][] = [];
  let rows = 0;
  for (const book of books) {
    const group = groups.at(-1);
    const size = book.transactions + book.events;
    if (group && group.length < mostTogether.workspaces && rows + size <= mostTogether.rows) {
      group.push(book);
      rows += size;
    } else {
      groups.push([book]);
      rows = size;
    }
  }
  return groups;
}

type Row = {
  workspaceId: string;
  table: string;
  key: string;
  expected: string | null;
  found: string | null;
  nth: string;
  wrong: string;
};

type Found = { wrong: Map<string, number>; findings: BookFinding[] };

function checkGroup(db: Db, ids: readonly string[], { now, onRule, rules = bookRules }: CheckOptions): Promise<Found> {
  const these = sql`${arrayOf(ids)}::text[]`;
  const scope = { these, now: now ? sql`${now.toISOString()}::timestamptz` : sql`now()` };
  return inSystemSnapshot(db, async (tx) => {
    // Whole tables are compared here. A plan that looks rows up one by one, for want of fresh statistics, would take hours.
    await tx.execute(sql`select set_config('statement_timeout', '0', true), set_config('work_mem', '64MB', true),
      set_config('enable_nestloop', 'off', true)`);
    const wrong = new Map<string, number>();
    const findings: BookFinding[] = [];
    for (const [i, rule] of rules.entries()) {
      for (const row of await tx.execute<Row>(named(rule, scope))) {
        const { workspaceId, table, key, expected, found } = row;
        if (row.nth === "1") wrong.set(workspaceId, (wrong.get(workspaceId) ?? 0) + Number(row.wrong));
        findings.push({ rule: rule.name, says: rule.says, workspaceId, table, key, expected, found });
      }
      await onRule?.(i + 1, rules.length);
    }
    return { wrong, findings };
  });
}

function named(rule: Rule, scope: Scope): SQL {
  return sql`
    select workspace_id as "workspaceId", "table", key, expected::text, found::text, nth::text, wrong::text
    from (
      select *, row_number() over (partition by workspace_id order by key) as nth, count(*) over (partition by workspace_id) as wrong
      from (${rule.find(scope)}) broken
    ) counted where nth <= ${mostNamed} order by workspace_id, nth`;
}

function arrayOf(ids: readonly string[]): string {
  return `{${ids.map((id) => JSON.stringify(id)).join(",")}}`;
}
