import { sql } from "drizzle-orm";
import { bigint, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, micro } from "./columns";
import { workspaceId } from "./workspaces";

/**
 * What was used and given back, by the quarter hour it was posted in: the usage lines of a statement. Other rollups go by
 * the time of the event, which a late event has long before its posting. Written by the worker out of what never changes;
 * it could be made again for as long as all its events are in the log.
 */
export const postedQuarters = pgTable(
  "posted_quarters",
  {
    workspaceId: workspaceId(),
    bucket: instant("bucket").notNull(),
    pocket: text("pocket").notNull(),
    entry: text("entry").$type<PostedEntry>().notNull(),
    /** Empty for what expired on its way back. */
    channel: text("channel").notNull(),
    items: bigint("items", { mode: "number" }).notNull(),
    /** Signed: how the pocket changed, with what is on hold still in it. */
    amountMicro: bigint("amount_micro", { mode: "bigint" }).notNull(),
    /** Of usage, how much stands for events that are no longer in the log. Written by books.summarise_usage alone. */
    summedItems: bigint("summed_items", { mode: "number" }).notNull().default(sql`0`),
    summedAmountMicro: micro("summed_amount_micro"),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.bucket, t.pocket, t.entry, t.channel] })],
);

export type PostedEntry = "usage" | "return" | "expired";

/** Up to which transaction and which event the quarter hours reach; whoever reads adds what came after. */
export const postedMarks = pgTable("posted_marks", {
  workspaceId: workspaceId().primaryKey(),
  tx: bigint("tx", { mode: "bigint" }).notNull(),
  seq: bigint("seq", { mode: "bigint" }).notNull(),
});
