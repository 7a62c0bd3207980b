import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { UserId, WorkspaceId } from "@/lib/context";
import { instant } from "./columns";
import { users } from "./identity";

const role = (name: string) => text(name).$type<"owner" | "admin" | "finance" | "developer" | "viewer">();
const roles = sql.raw("('owner', 'admin', 'finance', 'developer', 'viewer')");

export const workspaces = pgTable(
  "workspaces",
  {
    id: text("id").$type<WorkspaceId>().primaryKey(),
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    currency: text("currency").notNull(),
    country: text("country").notNull(),
    timeZone: text("time_zone").notNull(),
    /** Days that were counted before it are days of another zone; NULL is never. The database writes it. */
    zoneChangedAt: instant("zone_changed_at"),
    locale: text("locale").notNull(),
    /** After so many months single items of usage are summarised by day. NULL keeps them for ever. */
    usageKeptMonths: integer("usage_kept_months").$type<3 | 6 | 13 | 24 | 36 | 84>(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    uniqueIndex("workspaces_slug_key").on(t.slug),
    check("workspaces_slug", sql`${t.slug} ~ '^[a-z0-9](-?[a-z0-9])*$' and length(${t.slug}) <= 40`),
    check("workspaces_currency", sql`${t.currency} ~ '^[A-Z]{3}$'`),
    check("workspaces_country", sql`${t.country} ~ '^[A-Z]{2}$'`),
    // An id is remembered for 36 days, and what is asked to come again is answered from the log.
    check("workspaces_usage_kept", sql`${t.usageKeptMonths} in (3, 6, 13, 24, 36, 84)`),
  ],
);

/** Who owns the row: first in every key. */
export const workspaceId = () => unboundWorkspaceId().references(() => workspaces.id);

/** For rows bound to the workspace by another key of theirs, and for the log: its writer holds the workspace's pocket. */
export const unboundWorkspaceId = () => text("workspace_id").$type<WorkspaceId>().notNull();

export const companies = pgTable("companies", {
  workspaceId: workspaceId().primaryKey(),
  legalName: text("legal_name").notNull().default(""),
  taxId: text("tax_id").notNull().default(""),
  addressLine1: text("address_line1").notNull().default(""),
  addressLine2: text("address_line2").notNull().default(""),
  city: text("city").notNull().default(""),
  region: text("region").notNull().default(""),
  postalCode: text("postal_code").notNull().default(""),
  /** Where the company is for its invoices; '' is where the workspace is. */
  country: text("country").notNull().default(""),
  receiptsEmail: text("receipts_email").notNull().default(""),
  updatedAt: instant("updated_at").notNull(),
});

export const memberships = pgTable(
  "memberships",
  {
    workspaceId: workspaceId(),
    userId: text("user_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    role: role("role").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.userId] }),
    index("memberships_user").on(t.userId),
    check("memberships_role", sql`${t.role} in ${roles}`),
  ],
);

export const invitations = pgTable(
  "invitations",
  {
    workspaceId: workspaceId(),
    id: text("id").notNull(),
    email: text("email").notNull(),
    role: role("role").notNull(),
    locale: text("locale").notNull(),
    invitedBy: text("invited_by")
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    createdAt: instant("created_at").notNull(),
    lastSentAt: instant("last_sent_at").notNull(),
    /** Part of what the mailed link signs: sending again makes the older link worthless. */
    sendCount: integer("send_count").notNull().default(1),
    expiresAt: instant("expires_at").notNull(),
    acceptedAt: instant("accepted_at"),
    acceptedBy: text("accepted_by").$type<UserId>(),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("invitations_id").on(t.id),
    uniqueIndex("invitations_open_email_key")
      .on(t.workspaceId, t.email)
      .where(sql`${t.acceptedAt} is null and ${t.revokedAt} is null`),
    check("invitations_role", sql`${t.role} in ${roles}`),
  ],
);

/** Append-only: the application may insert and select. Each line carries the hash of the one before it. */
export const auditLines = pgTable(
  "audit_lines",
  {
    workspaceId: workspaceId(),
    seq: bigint("seq", { mode: "number" }).notNull(),
    at: instant("at").notNull(),
    actor: text("actor").notNull(),
    action: text("action").notNull(),
    /** An id, never a name or an address: a person can be erased without breaking the chain. */
    target: text("target").notNull(),
    before: jsonb("before").$type<Record<string, unknown> | null>(),
    after: jsonb("after").$type<Record<string, unknown> | null>(),
    requestId: text("request_id").notNull(),
    prevHash: text("prev_hash").notNull(),
    hash: text("hash").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.seq] })],
);

/** The end of each workspace's audit chain; its row is the lock under which a line is appended. */
export const auditHeads = pgTable("audit_heads", {
  workspaceId: workspaceId().primaryKey(),
  seq: bigint("seq", { mode: "number" }).notNull().default(0),
  hash: text("hash").notNull().default(""),
});

/**
 * Keys are `saldo_live_<id>_<secret>_<checksum>`; only an HMAC of the secret is kept. A rotated key is the same key with
 * another secret, so that its limit and its usage go on; the secret it had before may open the door for a while longer.
 */
export const apiKeys = pgTable(
  "api_keys",
  {
    workspaceId: workspaceId(),
    id: text("id").notNull(),
    /** The public part of the key, by which it is found. */
    lookup: text("lookup").notNull(),
    secretHash: text("secret_hash").notNull(),
    /** How the whole key ends, by which its owner recognises it. NULL for keys made before this was kept. */
    lastFour: text("last_four"),
    name: text("name").notNull(),
    scopes: text("scopes").array().notNull(),
    /** Networks as CIDR, IPv4 and IPv6. NULL is anywhere. */
    addresses: text("addresses").array(),
    /** Credits per calendar month of the workspace's zone. NULL is no limit. */
    monthlyLimitMicro: bigint("monthly_limit_micro", { mode: "bigint" }),
    createdBy: text("created_by").$type<UserId>(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at"),
    lastUsedAt: instant("last_used_at"),
    rotatedAt: instant("rotated_at"),
    /** The secret before the last rotation; all of these NULL once it is out of use. */
    previousLookup: text("previous_lookup"),
    previousSecretHash: text("previous_secret_hash"),
    previousLastFour: text("previous_last_four"),
    previousUntil: instant("previous_until"),
    previousLastUsedAt: instant("previous_last_used_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("api_keys_lookup_key").on(t.lookup),
    uniqueIndex("api_keys_previous_lookup_key").on(t.previousLookup),
    check("api_keys_limit", sql`${t.monthlyLimitMicro} >= 0`),
    check("api_keys_addresses", sql`cardinality(${t.addresses}) between 1 and 50`),
    check(
      "api_keys_previous",
      sql`(${t.previousLookup} is null) = (${t.previousSecretHash} is null) and (${t.previousLookup} is null) = (${t.previousUntil} is null)`,
    ),
  ],
);
