import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { UserId } from "@/lib/context";
import type { UsageSort } from "@/lib/metering/usage-sort";
import { instant, micro } from "./columns";
import { unboundWorkspaceId, workspaceId } from "./workspaces";

const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** A file of usage that somebody asked for: what stands in it, how far it is written, and what it was in the end. */
export const usageExports = pgTable(
  "usage_exports",
  {
    workspaceId: workspaceId(),
    id: text("id").notNull(),
    requestedBy: text("requested_by").$type<UserId>().notNull(),
    /** With the days it stands for, which the address may have left out. */
    filter: jsonb("filter").$type<Record<string, unknown>>().notNull(),
    sort: text("sort").$type<UsageSort>().notNull().default("-time"),
    /** The workspace's own when it was asked for: its days end where they ended then. */
    timeZone: text("time_zone").notNull(),
    country: text("country").notNull(),
    format: text("format").notNull(),
    zone: text("zone").notNull(),
    recipients: text("recipients").$type<"full" | "masked">().notNull(),
    /** How the person saw recipients who searched for one. */
    sight: text("sight").$type<"full" | "masked">().notNull(),
    /** What had been committed when the screen was drawn. */
    snapshot: text("snapshot").notNull(),
    seenAt: instant("seen_at").notNull(),
    /** What the screen said. */
    expectedRows: integer("expected_rows").notNull(),
    expectedMicro: bigint("expected_micro", { mode: "bigint" }).notNull(),
    state: text("state").$type<ExportState>().notNull().default("waiting"),
    rows: integer("rows").notNull().default(0),
    amountMicro: micro("amount_micro"),
    bytes: bigint("bytes", { mode: "number" }).notNull().default(0),
    chunks: integer("chunks").notNull().default(0),
    /** The last line that is written. NULL before the first. */
    afterMicros: bigint("after_micros", { mode: "bigint" }),
    afterKey: uuid("after_key"),
    /** Of the whole file. NULL until it is done. */
    sha256: text("sha256"),
    failures: integer("failures").notNull().default(0),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    finishedAt: instant("finished_at"),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("usage_exports_kept").on(t.expiresAt).where(sql`${t.state} <> 'expired'`),
    check("usage_exports_state", sql`${t.state} in ('waiting', 'writing', 'done', 'failed', 'cancelled', 'expired')`),
    check("usage_exports_place", sql`(${t.afterMicros} is null) = (${t.afterKey} is null)`),
    check("usage_exports_done", sql`${t.state} <> 'done' or (${t.sha256} is not null and ${t.finishedAt} is not null)`),
  ],
);

export type ExportState = "waiting" | "writing" | "done" | "failed" | "cancelled" | "expired";

/** The file, in pieces that any process of any machine can hand out; written in order, each once. */
export const usageExportChunks = pgTable(
  "usage_export_chunks",
  {
    workspaceId: unboundWorkspaceId(),
    exportId: text("export_id").notNull(),
    n: integer("n").notNull(),
    /** Compressed with gzip, each piece by itself. */
    data: bytes("data").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.exportId, t.n] }),
    foreignKey({
      name: "usage_export_chunks_export_fk",
      columns: [t.workspaceId, t.exportId],
      foreignColumns: [usageExports.workspaceId, usageExports.id],
    }).onDelete("cascade"),
  ],
);
