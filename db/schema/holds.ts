import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { lots } from "./ledger";
import { unboundWorkspaceId, workspaceId } from "./workspaces";

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
