import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { InvoiceSnapshot } from "@/lib/invoices/snapshot";
import { sellers } from "./catalogue";
import { instant } from "./columns";
import { purchases } from "./purchases";
import { workspaceId } from "./workspaces";

const money = (name: string) => bigint(name, { mode: "bigint" }).notNull();

/** The last number given, per seller, fiscal year and kind: its row is the lock under which the next is taken, so that none is missing. */
export const invoiceCounters = pgTable(
  "invoice_counters",
  {
    sellerId: text("seller_id")
      .notNull()
      .references(() => sellers.id),
    /** "2026", or "2026-27" where it is no calendar year. */
    fiscalYear: text("fiscal_year").notNull(),
    kind: text("kind").$type<"invoice" | "credit_note">().notNull(),
    last: integer("last").notNull(),
  },
  (t) => [primaryKey({ columns: [t.sellerId, t.fiscalYear, t.kind] })],
);

/** An issued document: a picture of seller, buyer and lines that is never changed. What was wrong is put right by a credit note. */
export const invoices = pgTable(
  "invoices",
  {
    workspaceId: workspaceId(),
    id: text("id").notNull(),
    kind: text("kind").$type<"invoice" | "credit_note">().notNull(),
    sellerId: text("seller_id")
      .notNull()
      .references(() => sellers.id),
    fiscalYear: text("fiscal_year").notNull(),
    n: integer("n").notNull(),
    /** As it is printed: SAO/2026/142. */
    number: text("number").notNull(),
    purchaseId: text("purchase_id").notNull(),
    /** The refund or dispute a credit note is for, and the invoice it corrects. */
    reasonId: text("reason_id"),
    correctsId: text("corrects_id"),
    currency: text("currency").notNull(),
    netMinor: money("net_minor"),
    taxMinor: money("tax_minor"),
    totalMinor: money("total_minor"),
    snapshot: jsonb("snapshot").$type<InvoiceSnapshot>().notNull(),
    issuedAt: instant("issued_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("invoices_number_key").on(t.sellerId, t.fiscalYear, t.kind, t.n),
    uniqueIndex("invoices_purchase_key").on(t.workspaceId, t.purchaseId).where(sql`${t.kind} = 'invoice'`),
    uniqueIndex("invoices_reason_key").on(t.workspaceId, t.reasonId).where(sql`${t.kind} = 'credit_note'`),
    index("invoices_issued").on(t.workspaceId, t.issuedAt),
    foreignKey({
      name: "invoices_purchase_fk",
      columns: [t.workspaceId, t.purchaseId],
      foreignColumns: [purchases.workspaceId, purchases.id],
    }),
    check(
      "invoices_kind",
      sql`(${t.kind} = 'credit_note') = (${t.reasonId} is not null and ${t.correctsId} is not null)`,
    ),
    check(
      "invoices_amounts",
      sql`${t.totalMinor} = ${t.netMinor} + ${t.taxMinor} and ${t.netMinor} >= 0 and ${t.taxMinor} >= 0`,
    ),
  ],
);
