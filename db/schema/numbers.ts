import { sql } from "drizzle-orm";
import { boolean, check, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { workspaceId } from "./workspaces";

/** A sending number with credits of its own, in the pocket of the same id. */
export const numbers = pgTable(
  "numbers",
  {
    workspaceId: workspaceId(),
    id: text("id").notNull(),
    phone: text("phone"),
    name: text("name").notNull(),
    /** Whether the workspace's credits are used when the number's own are gone. */
    usesWorkspace: boolean("uses_workspace").notNull().default(false),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), check("numbers_id", sql`${t.id} <> 'main'`)],
);
