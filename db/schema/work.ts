import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { UserId } from "@/lib/context";
import { instant } from "./columns";
import { users } from "./identity";
import { workspaceId } from "./workspaces";

/** What a change causes, written in the same transaction; the worker turns each row into jobs. */
export const outbox = pgTable(
  "outbox",
  {
    workspaceId: workspaceId(),
    id: text("id").notNull(),
    topic: text("topic").notNull(),
    payload: jsonb("payload").$type<Record<string, unknown>>().notNull(),
    /** The same effect is written once, whatever happens twice. */
    effectKey: text("effect_key").notNull(),
    status: text("status").$type<"pending" | "done" | "dead">().notNull().default("pending"),
    attempts: integer("attempts").notNull().default(0),
    lastError: text("last_error"),
    createdAt: instant("created_at").notNull(),
    availableAt: instant("available_at").notNull(),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("outbox_effect_key").on(t.workspaceId, t.effectKey),
    index("outbox_pending").on(t.availableAt).where(sql`${t.status} = 'pending'`),
    index("outbox_dead").on(t.createdAt).where(sql`${t.status} = 'dead'`),
    check("outbox_status", sql`${t.status} in ('pending', 'done', 'dead')`),
  ],
);

/** One row per person told. The sentence is made when it is read, in the reader's language. */
export const notifications = pgTable(
  "notifications",
  {
    workspaceId: workspaceId(),
    userId: text("user_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    id: text("id").notNull(),
    kind: text("kind").notNull(),
    values: jsonb("values").$type<Record<string, string | number>>().notNull(),
    href: text("href"),
    needsAction: boolean("needs_action").notNull().default(false),
    effectKey: text("effect_key").notNull(),
    createdAt: instant("created_at").notNull(),
    readAt: instant("read_at"),
    doneAt: instant("done_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.userId, t.id] }),
    uniqueIndex("notifications_effect_key").on(t.workspaceId, t.userId, t.effectKey),
  ],
);

export const workerHeartbeats = pgTable("worker_heartbeats", {
  workerId: text("worker_id").primaryKey(),
  startedAt: instant("started_at").notNull(),
  seenAt: instant("seen_at").notNull(),
});

/** What the last verification of the audit chains found: one row, written anew each time. It judges, so it is in no chain. */
export const auditVerdicts = pgTable(
  "audit_verdicts",
  {
    latest: boolean("latest").primaryKey().default(true),
    verifiedAt: instant("verified_at").notNull(),
    workspaces: integer("workspaces").notNull(),
    lines: bigint("lines", { mode: "number" }).notNull(),
    /** Workspaces whose chain is not whole; the log and npm run audit:verify name them. */
    broken: integer("broken").notNull(),
  },
  (t) => [check("audit_verdicts_one_row", sql`${t.latest}`)],
);

/** What the last look at the books found: one row, written anew each time. */
export const bookVerdicts = pgTable(
  "book_verdicts",
  {
    latest: boolean("latest").primaryKey().default(true),
    checkedAt: instant("checked_at").notNull(),
    workspaces: integer("workspaces").notNull(),
    transactions: bigint("transactions", { mode: "number" }).notNull(),
    events: bigint("events", { mode: "number" }).notNull(),
    /** Rows that break a promise; the log and npm run check name them. */
    wrong: bigint("wrong", { mode: "number" }).notNull(),
  },
  (t) => [check("book_verdicts_one_row", sql`${t.latest}`)],
);

/** How payments here and at the providers stood side by side the last time: one row, written anew each time. */
export const paymentVerdicts = pgTable(
  "payment_verdicts",
  {
    latest: boolean("latest").primaryKey().default(true),
    checkedAt: instant("checked_at").notNull(),
    /** NULL: everything there ever was. */
    since: instant("since"),
    payments: integer("payments").notNull(),
    wrong: integer("wrong").notNull(),
    findings: jsonb("findings").$type<PaymentFinding[]>().notNull(),
  },
  (t) => [check("payment_verdicts_one_row", sql`${t.latest}`)],
);

/** The part of it that is one workspace's. Only the worker writes it. */
export const paymentChecks = pgTable("payment_checks", {
  workspaceId: workspaceId().primaryKey(),
  checkedAt: instant("checked_at").notNull(),
  since: instant("since"),
  payments: integer("payments").notNull(),
  receivedMinor: bigint("received_minor", { mode: "bigint" }).notNull(),
  wrong: integer("wrong").notNull(),
  findings: jsonb("findings").$type<PaymentFinding[]>().notNull(),
});

export type PaymentFinding = {
  kind: "paid_there_only" | "paid_here_only" | "amount" | "currency" | "refunds" | "unknown";
  provider: "stripe" | "bank";
  /** The provider's name for it; NULL when it has none. */
  externalId: string | null;
  workspaceId: string | null;
  purchaseId: string | null;
  /** As each side says it, with the currency. */
  here: string | null;
  there: string | null;
};

/**
 * One look at one workspace's books, on the hour or because somebody asked. The application may ask; only the worker begins,
 * judges and clears away, and what it found is never changed.
 */
export const bookChecks = pgTable(
  "book_checks",
  {
    workspaceId: workspaceId(),
    id: text("id").notNull(),
    state: text("state").$type<"waiting" | "running" | "done" | "failed">().notNull().default("waiting"),
    askedBy: text("asked_by").notNull(),
    askedAt: instant("asked_at").notNull(),
    startedAt: instant("started_at"),
    /** The last sign of life of whoever is looking. */
    seenAt: instant("seen_at"),
    finishedAt: instant("finished_at"),
    rulesDone: integer("rules_done").notNull().default(0),
    rules: integer("rules").notNull().default(0),
    transactions: bigint("transactions", { mode: "number" }),
    events: bigint("events", { mode: "number" }),
    /** NULL until it is done. */
    wrong: bigint("wrong", { mode: "number" }),
    /** What was added up on both sides, in micro-credits as text. */
    figures: jsonb("figures").$type<BookFigures>(),
    findings: jsonb("findings").$type<StoredFinding[]>(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("book_checks_asked").on(t.workspaceId, t.askedAt),
    uniqueIndex("book_checks_open").on(t.workspaceId).where(sql`${t.state} in ('waiting', 'running')`),
    check("book_checks_state", sql`${t.state} in ('waiting', 'running', 'done', 'failed')`),
    check("book_checks_verdict", sql`(${t.state} = 'done') = (${t.wrong} is not null)`),
  ],
);

export type BookFigures = {
  entries: string;
  lots: string;
  pockets: string;
  debt: string;
  events: { count: number; amount: string };
  quarters: { count: number; amount: string };
  days: { count: number; amount: string };
  /** Absent in what was looked at before credits were sold. Amounts in minor units, credits in micro-credits. */
  sales?: {
    purchases: { count: number; amount: string };
    payments: { count: number; amount: string };
    invoices: { count: number; amount: string };
    bought: string;
    granted: string;
  };
};

export type StoredFinding = { rule: string; table: string; key: string; expected: string | null; found: string | null };

/** GCRA: one row per limited thing, holding the theoretical arrival time. Unlogged by migration; a crash forgets limits. */
export const rateLimits = pgTable("rate_limits", {
  key: text("key").primaryKey(),
  arrivesAt: instant("arrives_at").notNull(),
});
