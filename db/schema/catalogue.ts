import { sql } from "drizzle-orm";
import { boolean, check, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { OfferTerms } from "@/lib/catalogue/offer";
import { instant } from "./columns";

/**
 * What credits cost: the catalogue of a currency (owner '') or one workspace's commercial agreement, in force from a moment on
 * until the next one of the same owner and currency. Never changed after it is published; a change is a new one.
 */
export const offers = pgTable(
  "offers",
  {
    /** The workspace the agreement is with; '' is the catalogue, for everybody. */
    workspaceId: text("workspace_id").notNull(),
    id: text("id").notNull(),
    currency: text("currency").notNull(),
    name: text("name").notNull(),
    startsAt: instant("starts_at").notNull(),
    /** NULL ends an agreement: from then on the catalogue holds again. */
    terms: jsonb("terms").$type<OfferTerms>(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("offers_start").on(t.workspaceId, t.currency, t.startsAt),
    check("offers_currency", sql`${t.currency} ~ '^[A-Z]{3}$'`),
    check("offers_catalogue", sql`${t.workspaceId} <> '' or ${t.terms} is not null`),
  ],
);

/** Who sells, and so who writes the invoice: one legal entity of the operator's for each currency. */
export const sellers = pgTable(
  "sellers",
  {
    id: text("id").primaryKey(),
    legalName: text("legal_name").notNull(),
    addressLine1: text("address_line1").notNull(),
    addressLine2: text("address_line2").notNull().default(""),
    city: text("city").notNull(),
    region: text("region").notNull().default(""),
    postalCode: text("postal_code").notNull().default(""),
    country: text("country").notNull(),
    taxId: text("tax_id").notNull().default(""),
    email: text("email").notNull(),
    /** What an invoice number begins with; two sellers never share one. */
    invoicePrefix: text("invoice_prefix").notNull(),
    /** The month its fiscal year begins with, 1 to 12. */
    fiscalYearStart: integer("fiscal_year_start").notNull().default(1),
    /** The zone in which its days and fiscal years begin. */
    timeZone: text("time_zone").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    uniqueIndex("sellers_invoice_prefix_key").on(t.invoicePrefix),
    check("sellers_prefix", sql`${t.invoicePrefix} ~ '^[A-Z0-9]{1,8}$'`),
    check("sellers_fiscal_year", sql`${t.fiscalYearStart} between 1 and 12`),
    check("sellers_country", sql`${t.country} ~ '^[A-Z]{2}$'`),
  ],
);

/** Which seller sells in a currency. */
export const sellerCurrencies = pgTable("seller_currencies", {
  currency: text("currency").primaryKey(),
  sellerId: text("seller_id")
    .notNull()
    .references(() => sellers.id),
});

/**
 * The tax of a country, in force from a moment on until the next one of the same seller and country. What is charged where is
 * decided by lib/tax from the seller's and the buyer's place.
 */
export const taxRates = pgTable(
  "tax_rates",
  {
    sellerId: text("seller_id")
      .notNull()
      .references(() => sellers.id),
    country: text("country").notNull(),
    startsAt: instant("starts_at").notNull(),
    /** As the invoice calls it: IVA, PPN, GST, VAT. */
    name: text("name").notNull(),
    /** Hundredths of a percent. */
    rateBps: integer("rate_bps").notNull(),
    /** Whether the prices of the catalogue contain it. */
    inclusive: boolean("inclusive").notNull().default(false),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.sellerId, t.country, t.startsAt] }),
    check("tax_rates_rate", sql`${t.rateBps} between 0 and 10000`),
  ],
);
