import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { workspaceId } from "./workspaces";

/** Credits the operator gives or takes by word, with a reason; above a limit a second operator has to agree. */
export const adjustments = pgTable(
  "adjustments",
  {
    workspaceId: workspaceId(),
    id: text("id").notNull(),
    kind: text("kind").$type<"promo" | "correction">().notNull(),
    /** Below zero takes away; promo credits are only given. */
    creditsMicro: bigint("credits_micro", { mode: "bigint" }).notNull(),
    expiresAt: instant("expires_at"),
    reason: text("reason").notNull(),
    /** Above the limit it had when it was asked for. */
    needsSecond: boolean("needs_second").notNull().default(false),
    state: text("state").$type<"waiting" | "done" | "refused">().notNull(),
    askedBy: text("asked_by").notNull(),
    askedAt: instant("asked_at").notNull(),
    /** Another operator than the one who asked; NULL when no second one was needed. */
    decidedBy: text("decided_by"),
    decidedAt: instant("decided_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("adjustments_waiting").on(t.askedAt).where(sql`${t.state} = 'waiting'`),
    check("adjustments_state", sql`${t.state} in ('waiting', 'done', 'refused')`),
    check("adjustments_kind", sql`${t.kind} = 'correction' or ${t.kind} = 'promo' and ${t.creditsMicro} > 0`),
    check("adjustments_amount", sql`${t.creditsMicro} <> 0`),
    check(
      "adjustments_decided",
      sql`(${t.decidedBy} is null) = (${t.decidedAt} is null) and case when ${t.needsSecond} then (${t.state} = 'waiting') = (${t.decidedBy} is null) else ${t.state} = 'done' and ${t.decidedBy} is null end`,
    ),
    check("adjustments_four_eyes", sql`${t.decidedBy} is null or ${t.decidedBy} <> ${t.askedBy}`),
  ],
);
