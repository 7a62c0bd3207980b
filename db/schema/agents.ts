import { sql } from "drizzle-orm";
import { bigint, boolean, check, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { workspaceId } from "./workspaces";

const choice = (name: string) => text(name).$type<"stop" | "use_wallet">().notNull().default("use_wallet");

/** Who works on the workspace's behalf. Deleted ones stay, because their usage does. */
export const agents = pgTable(
  "agents",
  {
    workspaceId: workspaceId(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    /** Credits per calendar month of the workspace's zone. NULL is no limit. */
    monthlyLimitMicro: bigint("monthly_limit_micro", { mode: "bigint" }),
    /** `stop` caps everything it uses; `use_wallet` caps what it takes from the plan. */
    atLimit: choice("at_limit"),
    whenPlanExhausted: choice("when_plan_exhausted"),
    stopped: boolean("stopped").notNull().default(false),
    createdAt: instant("created_at").notNull(),
    deletedAt: instant("deleted_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    check("agents_at_limit", sql`${t.atLimit} in ('stop', 'use_wallet')`),
    check("agents_when_plan_exhausted", sql`${t.whenPlanExhausted} in ('stop', 'use_wallet')`),
    check("agents_limit", sql`${t.monthlyLimitMicro} >= 0`),
  ],
);
