import { sql } from "drizzle-orm";
import { bigint, timestamp } from "drizzle-orm/pg-core";

/** A moment in UTC, to the microsecond. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 6 });

/** An amount of credits, in millionths; 0 until something is written. */
export const micro = (name: string) => bigint(name, { mode: "bigint" }).notNull().default(sql`0`);
