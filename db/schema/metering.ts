import { sql } from "drizzle-orm";
import { bigint, check, date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, micro } from "./columns";
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
