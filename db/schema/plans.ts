import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { workspaceId } from "./workspaces";

/** The operator's offer, for everybody to read; what somebody subscribed to is kept in the subscription. */
export const plans = pgTable(
  "plans",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    currency: text("currency").notNull(),
    /** Per month, without tax. */
    feeMinor: bigint("fee_minor", { mode: "bigint" }).notNull(),
    creditsMicro: bigint("credits_micro", { mode: "bigint" }).notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    check("plans_currency", sql`${t.currency} ~ '^[A-Z]{3}$'`),
    check("plans_amounts", sql`${t.feeMinor} >= 0 and ${t.creditsMicro} > 0`),
  ],
);

/** A workspace's plan, at the terms it was taken. Periods are counted in months of the workspace's zone from the anchor. */
export const subscriptions = pgTable(
  "subscriptions",
  {
    workspaceId: workspaceId(),
    id: text("id").notNull(),
    planId: text("plan_id")
      .notNull()
      .references(() => plans.id),
    anchor: instant("anchor").notNull(),
    feeMinor: bigint("fee_minor", { mode: "bigint" }).notNull(),
    creditsMicro: bigint("credits_micro", { mode: "bigint" }).notNull(),
    /** When the next period begins; the anchor itself until the first one was granted. */
    renewsAt: instant("renews_at").notNull(),
    /** NULL is running. */
    endedAt: instant("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("subscriptions_running_key").on(t.workspaceId).where(sql`${t.endedAt} is null`),
    index("subscriptions_due").on(t.renewsAt).where(sql`${t.endedAt} is null`),
    check("subscriptions_amounts", sql`${t.feeMinor} >= 0 and ${t.creditsMicro} > 0`),
  ],
);

/** What was granted: one row, and one lot, per period. */
export const planPeriods = pgTable(
  "plan_periods",
  {
    workspaceId: workspaceId(),
    subscriptionId: text("subscription_id").notNull(),
    /** Months since the anchor. */
    period: integer("period").notNull(),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    feeMinor: bigint("fee_minor", { mode: "bigint" }).notNull(),
    creditsMicro: bigint("credits_micro", { mode: "bigint" }).notNull(),
    grantedAt: instant("granted_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.subscriptionId, t.period] }),
    foreignKey({
      name: "plan_periods_subscription_fk",
      columns: [t.workspaceId, t.subscriptionId],
      foreignColumns: [subscriptions.workspaceId, subscriptions.id],
    }),
    check("plan_periods_span", sql`${t.endsAt} > ${t.startsAt} and ${t.period} >= 0`),
  ],
);
