import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
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
import type { UserId } from "@/lib/context";
import type { Buyer } from "@/lib/purchases/buyer";
import type { TaxLine, TaxReason } from "@/lib/tax/tax";
import { instant } from "./columns";
import { workspaceId } from "./workspaces";

const money = (name: string) => bigint(name, { mode: "bigint" }).notNull();

/** How often credits are bought. */
export type Rhythm = "once" | "week" | "month" | "quarter";

export type PurchaseStatus =
  /** Made, and nothing heard from a provider yet. */
  | "pending"
  /** The provider has it and knows no outcome: a bank debit. */
  | "processing"
  | "requires_action"
  | "awaiting_transfer"
  | "paid"
  | "failed"
  | "expired"
  | "canceled"
  /** Money came and did not fit; a person decides. */
  | "review";

/**
 * One order for credits. The row is there, with its price frozen, before any provider is asked. `paid` is written by
 * lib/purchases/complete-purchase.ts alone, in the transaction that grants the credits; nothing leaves it again, and what was
 * paid back is counted beside it.
 */
export const purchases = pgTable(
  "purchases",
  {
    workspaceId: workspaceId(),
    id: text("id").notNull(),
    /** As people say it: PUR-2026-0142, counted in the workspace. */
    number: text("number").notNull(),
    status: text("status").$type<PurchaseStatus>().notNull().default("pending"),
    creditsMicro: bigint("credits_micro", { mode: "bigint" }).notNull(),
    /** Where they go: `main`, or the id of a number. */
    pocket: text("pocket").notNull().default("main"),
    rhythm: text("rhythm").$type<Rhythm>().notNull().default("once"),
    /** The recurring purchase it belongs to, and which of its periods it pays. */
    recurringId: text("recurring_id"),
    period: integer("period"),
    currency: text("currency").notNull(),
    /** The offer it was priced by: of the catalogue or of the agreement. */
    offerId: text("offer_id").notNull(),
    /** The price of one credit before discounts, in whole units of the currency: "8.00". */
    unitPrice: text("unit_price").notNull(),
    volumeBps: integer("volume_bps").notNull(),
    rhythmBps: integer("rhythm_bps").notNull(),
    /** Before discounts; the discounts as the buyer read them. Net is list less both, and less the tax a price contains. */
    listMinor: money("list_minor"),
    volumeDiscountMinor: money("volume_discount_minor"),
    rhythmDiscountMinor: money("rhythm_discount_minor"),
    netMinor: money("net_minor"),
    taxMinor: money("tax_minor"),
    totalMinor: money("total_minor"),
    taxes: jsonb("taxes").$type<TaxLine[]>().notNull(),
    taxReason: text("tax_reason").$type<TaxReason>().notNull(),
    sellerId: text("seller_id").notNull(),
    /** Whom the invoice is to, as they were when they bought. */
    buyer: jsonb("buyer").$type<Buyer>().notNull(),
    termsVersion: text("terms_version").notNull(),
    /** What the buyer chose to pay with; another try may have another. */
    method: text("method").$type<"card" | "saved_card" | "bank">().notNull(),
    paymentMethodId: text("payment_method_id"),
    bank: text("bank"),
    /** Ticked by the buyer: the card may be kept. */
    keepsCard: boolean("keeps_card").notNull().default(false),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    /** After this no payment is begun, and the job that looks for it closes it. */
    expiresAt: instant("expires_at").notNull(),
    statusAt: instant("status_at").notNull(),
    paidAt: instant("paid_at"),
    /** Why the last try did not go through: our own words, never the provider's. */
    failure: text("failure"),
    /**
     * Written by lib/purchases/bring-back.ts alone: what went back of the money, what is asked back of it through a bank or was
     * lost that way, and what went back of the credits for what is gone.
     */
    refundedMinor: money("refunded_minor").default(sql`0`),
    disputedMinor: money("disputed_minor").default(sql`0`),
    reversedMicro: money("reversed_micro").default(sql`0`),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("purchases_number_key").on(t.workspaceId, t.number),
    uniqueIndex("purchases_period_key").on(t.workspaceId, t.recurringId, t.period),
    index("purchases_created").on(t.workspaceId, t.createdAt, t.id),
    index("purchases_open")
      .on(t.expiresAt)
      .where(sql`${t.status} in ('pending', 'processing', 'requires_action', 'awaiting_transfer', 'failed')`),
    check(
      "purchases_status",
      sql`${t.status} in ('pending', 'processing', 'requires_action', 'awaiting_transfer', 'paid', 'failed', 'expired', 'canceled', 'review')`,
    ),
    check("purchases_paid", sql`(${t.status} = 'paid') = (${t.paidAt} is not null)`),
    check("purchases_rhythm", sql`${t.rhythm} in ('once', 'week', 'month', 'quarter')`),
    check("purchases_method", sql`${t.method} in ('card', 'saved_card', 'bank')`),
    check("purchases_recurring", sql`(${t.recurringId} is null) = (${t.period} is null)`),
    check(
      "purchases_amounts",
      sql`${t.creditsMicro} > 0 and ${t.netMinor} >= 0 and ${t.taxMinor} >= 0 and ${t.totalMinor} = ${t.netMinor} + ${t.taxMinor} and ${t.listMinor} >= 0`,
    ),
    check(
      "purchases_returned",
      sql`${t.refundedMinor} >= 0 and ${t.disputedMinor} >= 0 and ${t.refundedMinor} + ${t.disputedMinor} <= ${t.totalMinor} and ${t.reversedMicro} between 0 and ${t.creditsMicro}`,
    ),
  ],
);

/** The last number given in a workspace and year; its row is the lock under which the next one is taken. */
export const purchaseCounters = pgTable(
  "purchase_counters",
  {
    workspaceId: workspaceId(),
    year: integer("year").notNull(),
    last: integer("last").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.year] })],
);

/** What happened to a purchase, for its page and for whoever asks later. */
export const purchaseSteps = pgTable(
  "purchase_steps",
  {
    workspaceId: workspaceId(),
    purchaseId: text("purchase_id").notNull(),
    n: integer("n").notNull(),
    at: instant("at").notNull(),
    /** A word of lib/purchases/steps.ts; the sentence is made when it is read. */
    step: text("step").notNull(),
    values: jsonb("values").$type<Record<string, string | number>>().notNull().default({}),
    actor: text("actor").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.purchaseId, t.n] }),
    foreignKey({
      name: "purchase_steps_purchase_fk",
      columns: [t.workspaceId, t.purchaseId],
      foreignColumns: [purchases.workspaceId, purchases.id],
    }),
  ],
);

/** What somebody had chosen on the page that sells, so that they find it again after the trip to the payment page. */
export const buyDrafts = pgTable(
  "buy_drafts",
  {
    workspaceId: workspaceId(),
    userId: text("user_id").$type<UserId>().notNull(),
    /** A number's own page keeps its own draft. */
    pocket: text("pocket").notNull().default("main"),
    values: jsonb("values").$type<Record<string, string>>().notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.userId, t.pocket] })],
);

/** Money that goes back, or that is asked back, by whoever began it: here, at the provider or by the buyer's bank. */
export const refunds = pgTable(
  "refunds",
  {
    workspaceId: workspaceId(),
    id: text("id").notNull(),
    purchaseId: text("purchase_id").notNull(),
    amountMinor: money("amount_minor"),
    status: text("status").$type<"asked" | "pending" | "succeeded" | "failed">().notNull(),
    reason: text("reason").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("refunds_purchase").on(t.workspaceId, t.purchaseId),
    foreignKey({
      name: "refunds_purchase_fk",
      columns: [t.workspaceId, t.purchaseId],
      foreignColumns: [purchases.workspaceId, purchases.id],
    }),
    check("refunds_status", sql`${t.status} in ('asked', 'pending', 'succeeded', 'failed')`),
    check("refunds_amount", sql`${t.amountMinor} > 0`),
  ],
);

export const disputes = pgTable(
  "disputes",
  {
    workspaceId: workspaceId(),
    id: text("id").notNull(),
    purchaseId: text("purchase_id").notNull(),
    amountMinor: money("amount_minor"),
    /** An inquiry asks and takes nothing. */
    status: text("status").$type<"inquiry" | "open" | "won" | "lost">().notNull(),
    reason: text("reason").notNull(),
    /** What of its credits is kept back until it is decided. */
    heldMicro: money("held_micro").default(sql`0`),
    openedAt: instant("opened_at").notNull(),
    dueAt: instant("due_at"),
    closedAt: instant("closed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("disputes_purchase").on(t.workspaceId, t.purchaseId),
    foreignKey({
      name: "disputes_purchase_fk",
      columns: [t.workspaceId, t.purchaseId],
      foreignColumns: [purchases.workspaceId, purchases.id],
    }),
    check("disputes_status", sql`${t.status} in ('inquiry', 'open', 'won', 'lost')`),
    check("disputes_amount", sql`${t.amountMinor} > 0`),
  ],
);
