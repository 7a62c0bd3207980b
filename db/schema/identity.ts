import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { UserId } from "@/lib/context";
import { instant } from "./columns";

export const users = pgTable(
  "users",
  {
    id: text("id").$type<UserId>().primaryKey(),
    /** Already folded by lib/auth/email.ts: one spelling per mailbox. */
    email: text("email").notNull(),
    emailVerifiedAt: instant("email_verified_at"),
    name: text("name").notNull(),
    /** argon2id; NULL for somebody who only ever signs in by link. */
    passwordHash: text("password_hash"),
    locale: text("locale").notNull().default("en"),
    /** NULL follows the language and the workspace's country. */
    formatLocale: text("format_locale"),
    theme: text("theme").notNull().default("system"),
    singleKeyShortcuts: boolean("single_key_shortcuts").notNull().default(true),
    /** Of the usage log; empty is the first choice of lib/metering/usage-columns.ts. */
    usageColumns: text("usage_columns").array().notNull().default(sql`'{}'`),
    isOperator: boolean("is_operator").notNull().default(false),
    lastWorkspaceId: text("last_workspace_id"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    uniqueIndex("users_email_key").on(t.email),
    check("users_theme", sql`${t.theme} in ('system', 'light', 'dark')`),
    check("users_email_folded", sql`${t.email} = lower(${t.email}) and ${t.email} !~ '\\s'`),
  ],
);

export const sessions = pgTable(
  "sessions",
  {
    id: text("id").primaryKey(),
    userId: text("user_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    method: text("method").notNull(),
    userAgent: text("user_agent"),
    ip: text("ip"),
    createdAt: instant("created_at").notNull(),
    /** Written at most once a minute, by the gate. */
    lastSeenAt: instant("last_seen_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    /** Set once; a revoked session answers like none from the next request on. */
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    index("sessions_user").on(t.userId, t.createdAt),
    check("sessions_method", sql`${t.method} in ('password', 'link', 'demo')`),
  ],
);

/**
 * Links sent by mail. The secret in the link is an HMAC over the row's id, so the table holds nothing that opens a door.
 */
export const mailTokens = pgTable(
  "mail_tokens",
  {
    id: text("id").primaryKey(),
    purpose: text("purpose").notNull(),
    /** NULL for a sign-up, which has no user yet. */
    userId: text("user_id")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "cascade" }),
    email: text("email").notNull(),
    returnTo: text("return_to"),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [
    index("mail_tokens_email").on(t.email, t.purpose),
    check("mail_tokens_purpose", sql`${t.purpose} in ('sign_in', 'sign_up', 'password_reset', 'email_change')`),
  ],
);
