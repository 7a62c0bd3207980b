import { sql } from "drizzle-orm";
import { bigint, check, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { workspaceId } from "./workspaces";

const micro = (name: string) => bigint(name, { mode: "bigint" }).notNull().default(sql`0`);

/**
 * What a workspace holds, in micro-credits, one narrow row per pocket. Made with the workspace, so that a lock on it
 * always finds a row. Only lib/ledger writes the amounts.
 */
export const pockets = pgTable(
  "pockets",
  {
    workspaceId: workspaceId(),
    /** `main` for plan, promo and wallet. */
    id: text("id").notNull(),
    planMicro: micro("plan_micro"),
    promoMicro: micro("promo_micro"),
    walletMicro: micro("wallet_micro"),
    heldMicro: micro("held_micro"),
    /** Credits clawed back after they were spent; the wallet a person sees is wallet minus debt. */
    debtMicro: micro("debt_micro"),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    check(
      "pockets_never_below_zero",
      sql`${t.planMicro} >= 0 and ${t.promoMicro} >= 0 and ${t.walletMicro} >= 0 and ${t.heldMicro} >= 0 and ${t.debtMicro} >= 0`,
    ),
  ],
);
