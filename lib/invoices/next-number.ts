import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db";
import { invoiceCounters, type invoices } from "@/db/schema/invoices";
import { invariant } from "@/lib/errors";
import type { Seller } from "@/lib/tax/data";
import { fiscalYearOf } from "./fiscal-year";

type Kind = (typeof invoices.$inferSelect)["kind"];

/** What stands before the year of each kind, so that no two documents of a seller read alike. */
const marks: Record<Kind, string> = { invoice: "", credit_note: "C" };

/**
 * Takes the next number of a seller's year. The row of the counter stays locked until the document is committed or is not: a
 * number that was taken for nothing is given to the next one.
 */
export async function nextNumber(
  tx: Db,
  seller: Seller,
  kind: Kind,
  at: Date,
): Promise<{ fiscalYear: string; n: number; number: string }> {
  const fiscalYear = fiscalYearOf(at, seller);
  const [counted] = await tx
    .insert(invoiceCounters)
    .values({ sellerId: seller.id, fiscalYear, kind, last: 1 })
    .onConflictDoUpdate({
      target: [invoiceCounters.sellerId, invoiceCounters.fiscalYear, invoiceCounters.kind],
      set: { last: sql`${invoiceCounters.last} + 1` },
    })
    .returning({ n: invoiceCounters.last });
  invariant(counted, "a counter counts");
  return { fiscalYear, n: counted.n, number: printed(seller, kind, fiscalYear, counted.n) };
}

/** "SAO/2026/142", "SIN/26-27/142": the law of India allows sixteen letters, digits, dashes and slashes. */
function printed({ invoicePrefix }: Seller, kind: Kind, fiscalYear: string, n: number): string {
  const year = fiscalYear.length > 4 ? fiscalYear.slice(2) : fiscalYear;
  return `${invoicePrefix}/${marks[kind]}${year}/${n}`;
}
