import "server-only";
import { and, eq } from "drizzle-orm";
import { sellers } from "@/db/schema/catalogue";
import { invoices } from "@/db/schema/invoices";
import type { Context } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { Purchase } from "@/lib/purchases/lock-purchase";
import type { Invoice } from "./issue-invoice";
import { nextNumber } from "./next-number";
import { portionLeft, splitCredit } from "./split-credit";

export type Credited = {
  purchase: Purchase;
  /** The refund or the dispute it is for: asked again for the same one, the answer is the note that stands. */
  reasonId: string;
  reason: "refund" | "dispute";
  amountMinor: bigint;
  /** What went back of the credits with it. */
  creditsMicro: bigint;
};

/**
 * Writes the credit note for money that went back; null when no invoice was ever issued. Amounts are positive and mean less.
 * `ctx.db` is the transaction that holds the purchase's row, so that two notes of one invoice never share the same rest.
 */
export async function issueCreditNote(ctx: Context, credited: Credited): Promise<Invoice | null> {
  const { purchase, reasonId, amountMinor } = credited;
  const documents = await ctx.db
    .select()
    .from(invoices)
    .where(and(eq(invoices.workspaceId, ctx.workspaceId), eq(invoices.purchaseId, purchase.id)));
  const invoice = documents.find(({ kind }) => kind === "invoice");
  const notes = documents.filter(({ kind }) => kind === "credit_note");
  const known = notes.find((note) => note.reasonId === reasonId);
  if (!invoice || known) return known ?? null;
  const [seller] = await ctx.db.select().from(sellers).where(eq(sellers.id, invoice.sellerId));
  invariant(seller, "a seller is never removed");
  const left = portionLeft(portionOf(invoice), notes.map(portionOf));
  const { netMinor, taxMinor, taxes } = splitCredit(amountMinor, left, invoice.currency);
  const taken = await nextNumber(ctx.db, seller, "credit_note", ctx.now);
  const [issued] = await ctx.db
    .insert(invoices)
    .values({
      workspaceId: ctx.workspaceId,
      id: newId("doc", ctx.now.getTime()),
      kind: "credit_note",
      sellerId: seller.id,
      purchaseId: purchase.id,
      reasonId,
      correctsId: invoice.id,
      currency: invoice.currency,
      ...{ netMinor, taxMinor, totalMinor: amountMinor },
      snapshot: snapshotOf(invoice, credited, { netMinor, taxes }),
      issuedAt: ctx.now,
      ...taken,
    })
    .returning();
  invariant(issued, "an insert answers with its row");
  return issued;
}

const portionOf = ({ netMinor, snapshot: { taxes } }: Invoice) => ({ netMinor, taxes });

/** Seller and buyer as the invoice has them: a note corrects that document, whoever they are today. */
function snapshotOf(
  { number, issuedAt, snapshot }: Invoice,
  { reason, amountMinor, creditsMicro }: Credited,
  { netMinor, taxes }: { netMinor: bigint; taxes: Invoice["snapshot"]["taxes"] },
): Invoice["snapshot"] {
  return {
    ...snapshot,
    creditsMicro: String(creditsMicro),
    listMinor: String(netMinor),
    volumeDiscountMinor: "0",
    rhythmDiscountMinor: "0",
    netMinor: String(netMinor),
    taxes,
    totalMinor: String(amountMinor),
    corrects: { number, issuedAt: issuedAt.toISOString(), reason },
  };
}
