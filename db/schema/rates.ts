import { sql } from "drizzle-orm";
import { bigint, check, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/**
 * A rate card: the operator's catalogue (owner '') or one workspace's agreement, in force from a moment on until the next
 * card of the same owner. Cards are never changed after they are published; a change is a new card.
 */
export const rateCards = pgTable(
  "rate_cards",
  {
    /** The workspace the agreement is for; '' is the catalogue, for everybody. */
    workspaceId: text("workspace_id").notNull(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    startsAt: instant("starts_at").notNull(),
    createdBy: text("created_by").notNull().default("system:default"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("rate_cards_start").on(t.workspaceId, t.startsAt),
  ],
);

/** What one unit costs, for everything that matches; the longest destination wins. */
export const rates = pgTable(
  "rates",
  {
    workspaceId: text("workspace_id").notNull(),
    cardId: text("card_id").notNull(),
    id: text("id").notNull(),
    channel: text("channel").notNull(),
    direction: text("direction").$type<"outbound" | "inbound">().notNull(),
    /** A template's category or a feature of its own; '' is any. */
    category: text("category").notNull().default(""),
    /** `+24492` a prefix, `AO` a country, `*` anywhere. */
    destination: text("destination").notNull(),
    unit: text("unit").$type<"message" | "part" | "minute" | "call">().notNull(),
    priceMicro: bigint("price_micro", { mode: "bigint" }).notNull(),
    /** In parts or seconds: what is begun of it counts as a whole. */
    increment: integer("increment").notNull().default(1),
    minimum: integer("minimum").notNull().default(1),
    rounding: text("rounding").$type<"up" | "nearest">().notNull().default("up"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.cardId, t.id] }),
    uniqueIndex("rates_match").on(t.workspaceId, t.cardId, t.channel, t.direction, t.category, t.destination),
    check("rates_direction", sql`${t.direction} in ('outbound', 'inbound')`),
    check("rates_destination", sql`${t.destination} ~ '^(\\*|[A-Z]{2}|\\+[1-9][0-9]{0,14})$'`),
    check("rates_unit", sql`${t.unit} in ('message', 'part', 'minute', 'call')`),
    check("rates_amounts", sql`${t.priceMicro} >= 0 and ${t.increment} > 0 and ${t.minimum} >= 0`),
    check("rates_rounding", sql`${t.rounding} in ('up', 'nearest')`),
  ],
);

/** Counts the publications: what a process has cached is good as long as the number is the same. */
export const rateVersions = pgTable("rate_versions", {
  workspaceId: text("workspace_id").primaryKey(),
  version: integer("version").notNull(),
});
