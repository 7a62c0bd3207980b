import { sql } from "drizzle-orm";
import { bigint, check, date, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, micro } from "./columns";
import { workspaceId } from "./workspaces";

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
