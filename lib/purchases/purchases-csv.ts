import "server-only";
import type { Context } from "@/lib/context";
import { creditsToDecimal } from "@/lib/credits";
import { csvLine } from "@/lib/csv";
import { moneyToDecimal } from "@/lib/money";
import { localDay } from "@/lib/time";
import { type ListedPurchase, listPurchases, type PurchaseCursor, type PurchaseFilter } from "./list-purchases";

const columns = [
  "date",
  "timestamp_utc",
  "number",
  "status",
  "credits",
  "for",
  "net",
  "tax",
  "total",
  "refunded",
  "currency",
  "invoice",
  "invoice_date",
  "credit_notes",
  "paid_with",
];
const rowsAtOnce = 200;

/** Everything that is found, the latest first, in the order of the screen. */
export async function* purchasesCsv(ctx: Context, timeZone: string, filter: PurchaseFilter): AsyncGenerator<Buffer> {
  yield Buffer.from(csvLine(columns));
  let after: PurchaseCursor | null = null;
  do {
    const { rows, next }: Awaited<ReturnType<typeof listPurchases>> = await listPurchases(ctx, timeZone, filter, {
      after,
      limit: rowsAtOnce,
    });
    if (rows.length > 0) yield Buffer.from(rows.map((row) => lineOf(row, timeZone)).join(""));
    after = next;
  } while (after);
}

function lineOf({ purchase, state, payment, documents }: ListedPurchase, timeZone: string): string {
  const { currency } = purchase;
  const money = (minor: bigint) => ({ figure: moneyToDecimal(minor, currency) });
  const invoice = documents.find(({ kind }) => kind === "invoice");
  const notes = documents.filter(({ kind }) => kind === "credit_note");
  const cells = [
    localDay(purchase.createdAt, timeZone),
    purchase.createdAt.toISOString(),
    purchase.number,
    state,
    { figure: creditsToDecimal(purchase.creditsMicro) },
    purchase.pocket,
    money(purchase.netMinor),
    money(purchase.taxMinor),
    money(purchase.totalMinor),
    money(purchase.refundedMinor + purchase.disputedMinor),
    currency,
    invoice?.number ?? null,
    invoice ? localDay(invoice.issuedAt, timeZone) : null,
    notes.map(({ number }) => number).join(" ") || null,
    Object.values(payment?.details ?? {}).join(" ") || purchase.method,
  ];
  return csvLine(cells, { formulaSafe: true });
}
