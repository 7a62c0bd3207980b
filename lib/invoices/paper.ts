import type { invoices } from "@/db/schema/invoices";
import type { InvoiceSnapshot } from "./snapshot";

/** What is printed: an issued document, or what one would say of a purchase that is not paid. */
export type Paper = {
  kind: (typeof invoices.$inferSelect)["kind"] | "pro_forma";
  /** Empty of a pro forma, which has none. */
  number: string;
  currency: string;
  snapshot: InvoiceSnapshot;
  issuedAt: Date;
  /** The seller's, in which the day of a document is counted. */
  timeZone: string;
  /** Of a pro forma: until when it can be paid; null when it no longer can. */
  payUntil: Date | null;
};
