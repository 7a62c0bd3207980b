import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, micro } from "./columns";
import { lots } from "./ledger";
import { unboundWorkspaceId, workspaceId } from "./workspaces";

/**
 * The usage log: one row per event, charged or refused, by the event's own time, one partition a month. A charged row
 * has its place in the gap-free sequence and the balance it left behind; no row is changed later.
 */
export const usageEvents = pgTable(
  "usage_events",
  {
    workspaceId: unboundWorkspaceId(),
    /** The caller's id: itself when it is a UUID, else the first 128 bits of its SHA-256. */
    key: uuid("key").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    /** The event's day in the workspace's zone as it was when the event came; rollups and limits count by it. */
    day: date("day").notNull(),
    seq: bigint("seq", { mode: "bigint" }),
    tx: bigint("tx", { mode: "bigint" }),
    /** The caller's id where it is not a UUID. */
    externalId: text("external_id"),
    apiKeyId: text("api_key_id"),
    channel: text("channel").notNull(),
    direction: text("direction").$type<"outbound" | "inbound">().notNull(),
    kind: text("kind").notNull(),
    recipient: text("recipient"),
    /**
     * From its end, so that a whole number and the last digits of one are both a span of an index. A column and not the
     * index's own expression: behind row-level security only comparisons that leak nothing may choose rows by an index.
     */
    recipientReversed: text("recipient_reversed").generatedAlwaysAs(sql`reverse(recipient)`),
    country: text("country"),
    feature: text("feature"),
    agentId: text("agent_id"),
    numberId: text("number_id"),
    usedBy: text("used_by"),
    /** Messages, parts, seconds or calls, as sent. */
    quantity: integer("quantity").notNull(),
    unit: text("unit").notNull(),
    /** Per unit of the rate. NULL when there was no rate. */
    priceMicro: bigint("price_micro", { mode: "bigint" }),
    rateId: text("rate_id"),
    amountMicro: micro("amount_micro"),
    planMicro: micro("plan_micro"),
    promoMicro: micro("promo_micro"),
    walletMicro: micro("wallet_micro"),
    numberMicro: micro("number_micro"),
    debtMicro: micro("debt_micro"),
    balanceAfterMicro: bigint("balance_after_micro", { mode: "bigint" }),
    refusal: text("refusal"),
    shortByMicro: bigint("short_by_micro", { mode: "bigint" }),
    limitMicro: bigint("limit_micro", { mode: "bigint" }),
    resetsAt: instant("resets_at"),
    reference: text("reference"),
    tags: jsonb("tags").$type<Record<string, string>>(),
    createdAt: instant("created_at").notNull(),
    /** The time an event claimed that was refused as too old or in the future; it is kept under the time it came. */
    claimedAt: instant("claimed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.occurredAt, t.key] }),
    // Partial, so that whoever looks an event up by its primary key is never led through one of these.
    index("usage_events_recipient_reversed")
      .on(t.workspaceId, t.recipientReversed, t.occurredAt)
      .where(sql`${t.recipientReversed} is not null`),
    index("usage_events_reference").on(t.workspaceId, t.reference).where(sql`${t.reference} is not null`),
    index("usage_events_number").on(t.workspaceId, t.numberId, t.occurredAt).where(sql`${t.numberId} is not null`),
    index("usage_events_refused").on(t.workspaceId, t.occurredAt).where(sql`${t.refusal} is not null`),
    index("usage_events_seq").on(t.workspaceId, t.seq).where(sql`${t.seq} is not null`),
    check(
      "usage_events_funds",
      sql`${t.amountMicro} = ${t.planMicro} + ${t.promoMicro} + ${t.walletMicro} + ${t.numberMicro} + ${t.debtMicro}`,
    ),
    check(
      "usage_events_verdict",
      sql`(${t.seq} is null) = (${t.refusal} is not null) and (${t.seq} is null) = (${t.tx} is null)`,
    ),
  ],
);

/**
 * Which ids were used, by the month they came in: the one index that says whether an event was seen before. Kept for as
 * long as an id is remembered, while the log itself stays.
 */
export const usageKeys = pgTable(
  "usage_keys",
  {
    workspaceId: unboundWorkspaceId(),
    key: uuid("key").notNull(),
    createdAt: instant("created_at").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    /** What was sent under this id, as a hash: the same id with another body is refused. */
    body: bigint("body", { mode: "bigint" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.key, t.createdAt] })],
);

/** An undelivered message's credits, given back to where they came from: once per event. */
export const usageReturns = pgTable(
  "usage_returns",
  {
    workspaceId: workspaceId(),
    key: uuid("key").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    tx: bigint("tx", { mode: "bigint" }).notNull(),
    amountMicro: micro("amount_micro"),
    planMicro: micro("plan_micro"),
    promoMicro: micro("promo_micro"),
    walletMicro: micro("wallet_micro"),
    numberMicro: micro("number_micro"),
    reason: text("reason"),
    returnedAt: instant("returned_at").notNull(),
  },
  // With the event's time, because an id may be used again when it has been forgotten.
  (t) => [primaryKey({ columns: [t.workspaceId, t.key, t.occurredAt] })],
);

const count = (name: string) => bigint(name, { mode: "number" }).notNull().default(sql`0`);

/** How much of a figure stands for events that are no longer in the log. Written by books.summarise_usage alone. */
const summed = {
  summedEvents: count("summed_events"),
  summedQuantity: count("summed_quantity"),
  summedAmountMicro: micro("summed_amount_micro"),
};

/** Quarter hours of UTC: every zone's days are made of them. Returned credits are taken off where they were counted. */
export const usageQuarters = pgTable(
  "usage_quarters",
  {
    workspaceId: workspaceId(),
    bucket: instant("bucket").notNull(),
    channel: text("channel").notNull(),
    feature: text("feature").notNull(),
    events: bigint("events", { mode: "number" }).notNull(),
    quantity: bigint("quantity", { mode: "number" }).notNull(),
    amountMicro: bigint("amount_micro", { mode: "bigint" }).notNull(),
    ...summed,
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.bucket, t.channel, t.feature] }),
    check(
      "usage_quarters_summed",
      // A row of nothing but what is given back is proposed before it is added to the one that stands.
      sql`(${t.summedEvents} = 0 or ${t.summedEvents} between 0 and ${t.events}) and (${t.summedQuantity} = 0 or ${t.summedQuantity} between 0 and ${t.quantity}) and (${t.summedAmountMicro} = 0 or ${t.summedAmountMicro} between 0 and ${t.amountMicro})`,
    ),
  ],
);

/** Days of the workspace's zone as it was when the event came. */
export const usageDays = pgTable(
  "usage_days",
  {
    workspaceId: workspaceId(),
    day: date("day").notNull(),
    channel: text("channel").notNull(),
    kind: text("kind").notNull(),
    feature: text("feature").notNull(),
    agentId: text("agent_id").notNull(),
    events: bigint("events", { mode: "number" }).notNull(),
    refused: bigint("refused", { mode: "number" }).notNull(),
    quantity: bigint("quantity", { mode: "number" }).notNull(),
    amountMicro: bigint("amount_micro", { mode: "bigint" }).notNull(),
    summedRefused: count("summed_refused"),
    ...summed,
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.day, t.channel, t.kind, t.feature, t.agentId] }),
    check(
      "usage_days_summed",
      sql`(${t.summedEvents} = 0 or ${t.summedEvents} between 0 and ${t.events}) and (${t.summedRefused} = 0 or ${t.summedRefused} between 0 and ${t.refused}) and (${t.summedQuantity} = 0 or ${t.summedQuantity} between 0 and ${t.quantity}) and (${t.summedAmountMicro} = 0 or ${t.summedAmountMicro} between 0 and ${t.amountMicro})`,
    ),
  ],
);

/**
 * What was taken out of the log because it was older than the workspace keeps single items: a row for each piece, in the
 * order of posting, written with the deletion and never changed. `through_tx` and `through_seq` say how far the log is empty.
 */
export const usageSummaries = pgTable(
  "usage_summaries",
  {
    workspaceId: workspaceId(),
    n: integer("n").notNull(),
    throughTx: bigint("through_tx", { mode: "bigint" }).notNull(),
    throughSeq: bigint("through_seq", { mode: "bigint" }).notNull(),
    events: bigint("events", { mode: "number" }).notNull(),
    refused: bigint("refused", { mode: "number" }).notNull(),
    planMicro: micro("plan_micro"),
    promoMicro: micro("promo_micro"),
    walletMicro: micro("wallet_micro"),
    numberMicro: micro("number_micro"),
    debtMicro: micro("debt_micro"),
    /** Of all these, what was given back. */
    returnedMicro: micro("returned_micro"),
    /** What the last of them left behind; NULL while none was charged. */
    balanceAfterMicro: bigint("balance_after_micro", { mode: "bigint" }),
    /** The first day whose items are all single still; it never goes back. */
    keptFrom: date("kept_from").notNull(),
    /** The setting it was done by. */
    keptMonths: integer("kept_months").notNull(),
    summarisedAt: instant("summarised_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.n] }),
    check("usage_summaries_some", sql`${t.events} >= 0 and ${t.refused} >= 0 and ${t.events} + ${t.refused} > 0`),
    check(
      "usage_summaries_funds",
      sql`least(${t.planMicro}, ${t.promoMicro}, ${t.walletMicro}, ${t.numberMicro}, ${t.debtMicro}) >= 0 and ${t.returnedMicro} between 0 and ${t.planMicro} + ${t.promoMicro} + ${t.walletMicro} + ${t.numberMicro} + ${t.debtMicro}`,
    ),
  ],
);

/** What an agent, a key or the whole workspace (id '') has used and holds in a calendar month of the workspace's zone. */
export const budgets = pgTable(
  "budgets",
  {
    workspaceId: workspaceId(),
    scope: text("scope").$type<"agent" | "key" | "workspace">().notNull(),
    id: text("id").notNull(),
    period: date("period").notNull(),
    usedMicro: micro("used_micro"),
    planUsedMicro: micro("plan_used_micro"),
    heldMicro: micro("held_micro"),
    /** Of what was used, what events used that are no longer in the log. */
    summedUsedMicro: micro("summed_used_micro"),
    summedPlanMicro: micro("summed_plan_micro"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.scope, t.id, t.period] }),
    check(
      "budgets_summed",
      sql`${t.summedUsedMicro} between 0 and ${t.usedMicro} and ${t.summedPlanMicro} between 0 and ${t.planUsedMicro}`,
    ),
    check("budgets_scope", sql`${t.scope} in ('agent', 'key', 'workspace')`),
    check("budgets_sums", sql`${t.usedMicro} >= 0 and ${t.planUsedMicro} >= 0 and ${t.heldMicro} >= 0`),
  ],
);

/** Credits kept back for something in flight. One state, one winner. */
export const holds = pgTable(
  "holds",
  {
    workspaceId: workspaceId(),
    key: uuid("key").notNull(),
    externalId: text("external_id"),
    state: text("state").$type<"open" | "settled" | "released" | "expired">().notNull(),
    amountMicro: bigint("amount_micro", { mode: "bigint" }).notNull(),
    /** What the sweeper does when nobody came back: give it back, or charge the estimate. */
    onExpiry: text("on_expiry").$type<"release" | "settle">().notNull(),
    /** The event as it was announced and priced; what is charged in the end is written from it. */
    event: jsonb("event").$type<HeldEvent>().notNull(),
    openedAt: instant("opened_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    closedAt: instant("closed_at"),
    usedMicro: bigint("used_micro", { mode: "bigint" }),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.key] }),
    index("holds_due").on(t.expiresAt).where(sql`${t.state} = 'open'`),
    index("holds_open").on(t.workspaceId, t.expiresAt).where(sql`${t.state} = 'open'`),
    // What a closed hold still knows of a person, for as long as it knows it.
    index("holds_personal")
      .on(t.workspaceId, t.closedAt)
      .where(sql`${t.closedAt} is not null and ${t.event} ?| array['recipient', 'used_by', 'reference', 'tags']`),
    check("holds_state", sql`${t.state} in ('open', 'settled', 'released', 'expired')`),
    check("holds_amount", sql`${t.amountMicro} >= 0`),
  ],
);

/** The columns of the log that are known before the event is over; `price_micro` and `rate_id` say how the rest is charged. */
export type HeldEvent = {
  occurred_at: string;
  day: string;
  channel: string;
  direction: "outbound" | "inbound";
  kind: string;
  unit: string;
  quantity: number;
} & Partial<
  Record<
    "recipient" | "country" | "feature" | "agent_id" | "number_id" | "used_by" | "rate_id" | "reference" | "api_key_id",
    string | null
  >
> & {
    price_micro?: string | null;
    is_template?: boolean;
    tags?: Record<string, string> | null;
    /** The line of the card it was announced at; null where a number's credit pays without one. */
    rate: HeldRate | null;
  };

type HeldRate = {
  id: string;
  channel: string;
  direction: "outbound" | "inbound";
  category: string;
  destination: string;
  unit: "message" | "part" | "minute" | "call";
  priceMicro: string;
  increment: number;
  minimum: number;
  rounding: "up" | "nearest";
};

/** Where a hold's credits came from, so that they find their way back. */
export const holdParts = pgTable(
  "hold_parts",
  {
    workspaceId: unboundWorkspaceId(),
    key: uuid("key").notNull(),
    lotId: text("lot_id").notNull(),
    amountMicro: bigint("amount_micro", { mode: "bigint" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.key, t.lotId] }),
    foreignKey({ columns: [t.workspaceId, t.key], foreignColumns: [holds.workspaceId, holds.key] }),
    foreignKey({ columns: [t.workspaceId, t.lotId], foreignColumns: [lots.workspaceId, lots.id] }),
    check("hold_parts_amount", sql`${t.amountMicro} > 0`),
  ],
);
