import { sql } from "drizzle-orm";
import { bigint, boolean, check, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** Append-only, like a workspace's: what the operator changes for everybody, each line with the hash of the one before it. */
export const operatorLines = pgTable("operator_lines", {
  seq: bigint("seq", { mode: "number" }).primaryKey(),
  at: instant("at").notNull(),
  actor: text("actor").notNull(),
  action: text("action").notNull(),
  target: text("target").notNull(),
  before: jsonb("before").$type<Record<string, unknown> | null>(),
  after: jsonb("after").$type<Record<string, unknown> | null>(),
  requestId: text("request_id").notNull(),
  prevHash: text("prev_hash").notNull(),
  hash: text("hash").notNull(),
});

/** The end of the operator's chain, in one row; it is the lock under which a line is appended. */
export const operatorHeads = pgTable(
  "operator_heads",
  {
    only: boolean("only").primaryKey().default(true),
    seq: bigint("seq", { mode: "number" }).notNull().default(0),
    hash: text("hash").notNull().default(""),
  },
  (t) => [check("operator_heads_only", sql`${t.only}`)],
);

/** What an operator has written and looks at before publishing it. */
export const operatorDrafts = pgTable("operator_drafts", {
  id: text("id").primaryKey(),
  kind: text("kind").$type<"offer" | "rates">().notNull(),
  content: jsonb("content").$type<Record<string, unknown>>().notNull(),
  createdBy: text("created_by").notNull(),
  createdAt: instant("created_at").notNull(),
});
