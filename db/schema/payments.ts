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
import type { RecurringTerms } from "@/lib/recurring/terms";
import { instant } from "./columns";
import { purchases } from "./purchases";
import { unboundWorkspaceId, workspaceId } from "./workspaces";

export type ProviderName = "stripe" | "bank";

const provider = () => text("provider").$type<ProviderName>().notNull();
const money = (name: string) => bigint(name, { mode: "bigint" }).notNull();

/**
 * What a provider calls our things. The account and whether its money is real belong to the name: after a change from the
 * sandbox to Stripe nothing of the sandbox is taken for Stripe's.
 */
export const providerRefs = pgTable(
  "provider_refs",
  {
    provider: provider(),
    account: text("account").notNull(),
    livemode: boolean("livemode").notNull(),
    externalId: text("external_id").notNull(),
    workspaceId: workspaceId(),
    kind: text("kind").$type<RefKind>().notNull(),
    /** The id of ours it stands for; of a customer, the workspace's. */
    ourId: text("our_id").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.provider, t.account, t.livemode, t.externalId] }),
    index("provider_refs_ours").on(t.workspaceId, t.kind, t.ourId),
    check("provider_refs_provider", sql`${t.provider} in ('stripe', 'bank')`),
  ],
);

export type RefKind =
  | "customer"
  | "checkout"
  | "payment"
  | "charge"
  | "virtual_account"
  | "payment_method"
  /** A hosted page on which a card was kept. */
  | "card_setup"
  | "subscription"
  | "invoice"
  | "refund"
  | "dispute";

/** One try to be paid: a hosted page, a charge of a saved card, a virtual account. A purchase may see several, one open at a time. */
export const payments = pgTable(
  "payments",
  {
    workspaceId: workspaceId(),
    id: text("id").notNull(),
    purchaseId: text("purchase_id").notNull(),
    /** The first is 1; part of the key the provider is asked under, so that the same try is never made twice. */
    attempt: integer("attempt").notNull(),
    provider: provider(),
    kind: text("kind").$type<"checkout" | "saved_card" | "transfer" | "renewal">().notNull(),
    status: text("status").$type<"asked" | "open" | "processing" | "paid" | "failed" | "closed">().notNull(),
    amountMinor: money("amount_minor"),
    currency: text("currency").notNull(),
    /** Where the buyer pays; NULL once nothing can be paid there. */
    url: text("url"),
    /** Bank, account number and holder of a transfer; brand and last digits of a card. Never a card's number. */
    details: jsonb("details").$type<Record<string, string>>().notNull().default({}),
    /** What has arrived. */
    receivedMinor: money("received_minor").default(sql`0`),
    failure: text("failure"),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at"),
    finishedAt: instant("finished_at"),
    /** When the provider last said how it stands. NULL: nobody has asked since the buyer was sent there. */
    lookedAt: instant("looked_at"),
    /** Since when the page that watches waits for such an answer; NULL once it has one. */
    lookAskedAt: instant("look_asked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("payments_attempt_key").on(t.workspaceId, t.purchaseId, t.attempt),
    uniqueIndex("payments_open_key")
      .on(t.workspaceId, t.purchaseId)
      .where(sql`${t.status} in ('asked', 'open', 'processing')`),
    foreignKey({
      name: "payments_purchase_fk",
      columns: [t.workspaceId, t.purchaseId],
      foreignColumns: [purchases.workspaceId, purchases.id],
    }),
    check("payments_status", sql`${t.status} in ('asked', 'open', 'processing', 'paid', 'failed', 'closed')`),
    check("payments_amounts", sql`${t.amountMinor} > 0 and ${t.receivedMinor} >= 0`),
  ],
);

/**
 * What providers announce, stored before they are answered. Every one is worked off by the worker, in any order, as often as it
 * comes; the workspace is known once somebody has looked.
 */
export const providerEvents = pgTable(
  "provider_events",
  {
    provider: provider(),
    id: text("id").notNull(),
    account: text("account").notNull(),
    livemode: boolean("livemode").notNull(),
    apiVersion: text("api_version"),
    type: text("type").notNull(),
    /** The provider's id of what it tells about. */
    objectId: text("object_id"),
    payload: jsonb("payload").$type<Record<string, unknown>>().notNull(),
    happenedAt: instant("happened_at").notNull(),
    receivedAt: instant("received_at").notNull(),
    /** `waiting` knows no purchase of ours yet and is looked at again. */
    status: text("status").$type<"pending" | "done" | "waiting" | "dead">().notNull().default("pending"),
    attempts: integer("attempts").notNull().default(0),
    nextAt: instant("next_at").notNull(),
    /** While somebody works on it, and a while longer when they died. */
    leasedUntil: instant("leased_until"),
    finishedAt: instant("finished_at"),
    workspaceId: text("workspace_id"),
    /** What was made of it, in a sentence. */
    said: text("said"),
  },
  (t) => [
    primaryKey({ columns: [t.provider, t.id] }),
    index("provider_events_due").on(t.nextAt).where(sql`${t.status} in ('pending', 'waiting')`),
    index("provider_events_received").on(t.receivedAt),
    index("provider_events_object").on(t.objectId),
    check("provider_events_status", sql`${t.status} in ('pending', 'done', 'waiting', 'dead')`),
  ],
);

/** How far the reconciler has read what a provider announced. */
export const providerCursors = pgTable(
  "provider_cursors",
  {
    provider: provider(),
    account: text("account").notNull(),
    livemode: boolean("livemode").notNull(),
    readUntil: instant("read_until").notNull(),
  },
  (t) => [primaryKey({ columns: [t.provider, t.account, t.livemode] })],
);

/** Cards a workspace keeps at the provider, as far as a person has to tell them apart. */
export const paymentMethods = pgTable(
  "payment_methods",
  {
    workspaceId: workspaceId(),
    id: text("id").notNull(),
    brand: text("brand").notNull(),
    lastFour: text("last_four").notNull(),
    expiresMonth: integer("expires_month").notNull(),
    expiresYear: integer("expires_year").notNull(),
    /** The same for the same card, however often it is added. */
    fingerprint: text("fingerprint").notNull(),
    country: text("country"),
    isDefault: boolean("is_default").notNull().default(false),
    /** When, by whom and to which words it was agreed that it may be charged again. */
    consentAt: instant("consent_at"),
    consentBy: text("consent_by"),
    consentVersion: text("consent_version"),
    createdAt: instant("created_at").notNull(),
    removedAt: instant("removed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("payment_methods_default_key").on(t.workspaceId).where(sql`${t.isDefault} and ${t.removedAt} is null`),
    check("payment_methods_expiry", sql`${t.expiresMonth} between 1 and 12`),
    check("payment_methods_default", sql`not ${t.isDefault} or ${t.removedAt} is null`),
  ],
);

/** Credits bought again and again: the provider charges, and every paid period is a purchase of its own. */
export const recurringPurchases = pgTable(
  "recurring_purchases",
  {
    workspaceId: workspaceId(),
    id: text("id").notNull(),
    status: text("status").$type<"starting" | "active" | "past_due" | "stopped">().notNull().default("starting"),
    rhythm: text("rhythm").$type<"week" | "month" | "quarter">().notNull(),
    creditsMicro: bigint("credits_micro", { mode: "bigint" }).notNull(),
    pocket: text("pocket").notNull().default("main"),
    currency: text("currency").notNull(),
    /** What each period costs from the next one on; the purchases keep what theirs did. */
    netMinor: money("net_minor"),
    taxMinor: money("tax_minor"),
    totalMinor: money("total_minor"),
    offerId: text("offer_id").notNull(),
    paymentMethodId: text("payment_method_id"),
    anchorAt: instant("anchor_at").notNull(),
    nextAt: instant("next_at"),
    /** The coming period is left out; the one after it is bought again. */
    skipsNext: boolean("skips_next").notNull().default(false),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    stoppedAt: instant("stopped_at"),
    stoppedBy: text("stopped_by"),
    /** What its periods cost, by the number of the change that made it so: 0 is as it was begun. */
    versions: jsonb("versions").$type<RecurringTerms[]>().notNull().default([]),
    /** Nothing is bought from then on; NULL while nobody has stopped it. */
    endsAt: instant("ends_at"),
    /** Why the last period could not be charged, and where it can be paid by hand; NULL while nothing is owed. */
    failure: text("failure"),
    payUrl: text("pay_url"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    check("recurring_status", sql`${t.status} in ('starting', 'active', 'past_due', 'stopped')`),
    check("recurring_rhythm", sql`${t.rhythm} in ('week', 'month', 'quarter')`),
    check("recurring_amounts", sql`${t.creditsMicro} > 0 and ${t.totalMinor} = ${t.netMinor} + ${t.taxMinor}`),
  ],
);

/** Money that arrived at a bank: applied to its purchase, or waiting for a person. */
export const bankReceipts = pgTable(
  "bank_receipts",
  {
    workspaceId: unboundWorkspaceId(),
    id: text("id").notNull(),
    paymentId: text("payment_id").notNull(),
    externalId: text("external_id").notNull(),
    amountMinor: money("amount_minor"),
    currency: text("currency").notNull(),
    fromBank: text("from_bank"),
    late: boolean("late").notNull(),
    receivedAt: instant("received_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("bank_receipts_external_key").on(t.externalId),
    foreignKey({
      name: "bank_receipts_payment_fk",
      columns: [t.workspaceId, t.paymentId],
      foreignColumns: [payments.workspaceId, payments.id],
    }),
    check("bank_receipts_amount", sql`${t.amountMinor} > 0`),
  ],
);

/** Money that did not fit, until the operator has said what becomes of it. */
export const reviews = pgTable(
  "reviews",
  {
    id: text("id").primaryKey(),
    /** NULL when nobody knows whose money it is. */
    workspaceId: text("workspace_id"),
    purchaseId: text("purchase_id"),
    paymentId: text("payment_id"),
    kind: text("kind").$type<ReviewKind>().notNull(),
    provider: provider(),
    /** The provider's id of the money. */
    externalId: text("external_id").notNull(),
    expectedMinor: bigint("expected_minor", { mode: "bigint" }),
    receivedMinor: money("received_minor"),
    currency: text("currency").notNull(),
    state: text("state").$type<"open" | "accepted" | "matched" | "returned" | "dismissed">().notNull().default("open"),
    note: text("note"),
    createdAt: instant("created_at").notNull(),
    decidedAt: instant("decided_at"),
    decidedBy: text("decided_by"),
  },
  (t) => [
    uniqueIndex("reviews_external_key").on(t.provider, t.externalId, t.kind),
    index("reviews_state").on(t.state, t.createdAt),
    check("reviews_state", sql`${t.state} in ('open', 'accepted', 'matched', 'returned', 'dismissed')`),
    check("reviews_decided", sql`(${t.state} = 'open') = (${t.decidedAt} is null)`),
  ],
);

export type ReviewKind =
  /** Paid, but another amount or currency than was agreed. */
  | "mismatch"
  | "partial"
  | "over"
  | "late"
  /** Paid twice, or for a purchase that was paid otherwise. */
  | "second_payment"
  | "unknown_payment";
