import "server-only";
import { and, eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { bankReceipts, payments } from "@/db/schema/payments";
import type { Context } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { completePurchase } from "@/lib/purchases/complete-purchase";
import { lockPurchase, type Purchase } from "@/lib/purchases/lock-purchase";
import { noteStep } from "@/lib/purchases/note-step";
import type { FoundPayment, FoundReceipt } from "./provider";
import { openReview } from "./reviews/open-review";
import type { Settled } from "./settle-payment";

type Payment = typeof payments.$inferSelect;
type Told = { payment: Payment; externalId: string; found: FoundPayment };

/**
 * Brings a transfer to what the bank says of its account. Money comes in pieces: what arrives in time adds up until the price
 * is reached, and whatever is too little in the end, too much or too late waits for the operator. No piece counts twice.
 */
export function settleTransfer(
  ctx: Context,
  { payment: { id, purchaseId }, externalId, found }: Told,
): Promise<Settled> {
  return inWorkspace(ctx, async (tx) => {
    const inner = { ...ctx, db: tx };
    const purchase = await lockPurchase(tx, ctx, purchaseId);
    const [payment] = await tx.select().from(payments).where(ofPayment(ctx, id));
    invariant(payment, "a payment does not go away");
    const isOpen = ["asked", "open", "processing"].includes(payment.status);
    const arrived = await keepReceipts(inner, payment, found.receipts ?? [], isOpen);
    const told = { payment, externalId, found };
    if (!isOpen) return setAside(inner, purchase, told, arrived);

    const receivedMinor = sumOf((found.receipts ?? []).filter(({ late }) => !late));
    const late = arrived.filter((receipt) => receipt.late);
    if (receivedMinor >= purchase.totalMinor && found.currency === purchase.currency) {
      const completed = await complete(inner, purchase, told, receivedMinor);
      await setAside(inner, { ...purchase, status: "paid" }, told, late);
      return completed;
    }
    const isOver = found.status === "closed" || found.status === "paid";
    await tx
      .update(payments)
      .set({ receivedMinor, ...(isOver && { status: "closed", finishedAt: ctx.now }) })
      .where(ofPayment(ctx, id));
    if (!isOver) return arrived.length > 0 ? "changed" : "unchanged";
    if (receivedMinor > 0n) {
      const kind = found.currency === purchase.currency ? "partial" : "mismatch";
      await aside(inner, purchase, told, { kind, externalId, receivedMinor });
    }
    await setAside(inner, purchase, told, late);
    return receivedMinor > 0n || late.length > 0 ? "review" : "changed";
  });
}

async function complete(ctx: Context, purchase: Purchase, told: Told, receivedMinor: bigint): Promise<Settled> {
  const { payment, externalId, found } = told;
  const { bank = "", accountNumber = "" } = found.details;
  const isPaidOtherwise = purchase.status === "paid" || purchase.status === "review";
  const { status } = await completePurchase(ctx, {
    purchaseId: purchase.id,
    paymentId: payment.id,
    externalId,
    found: {
      ...found,
      status: "paid",
      receivedMinor: isPaidOtherwise ? receivedMinor : purchase.totalMinor,
      details: { bank: bank.toUpperCase(), accountNumber },
    },
  });
  if (status !== "completed" || receivedMinor === purchase.totalMinor) return status;
  await ctx.db.update(payments).set({ receivedMinor }).where(ofPayment(ctx, payment.id));
  await aside(ctx, purchase, told, { kind: "over", externalId, receivedMinor });
  return status;
}

/** What came when nothing was awaited any more, each piece by itself. */
async function setAside(
  ctx: Context,
  purchase: Purchase,
  told: Told,
  receipts: readonly FoundReceipt[],
): Promise<Settled> {
  const kind = purchase.status === "paid" ? "second_payment" : "late";
  for (const { externalId, amountMinor } of receipts)
    await aside(ctx, purchase, told, { kind, externalId, receivedMinor: amountMinor });
  return receipts.length > 0 ? "review" : "unchanged";
}

function aside(
  ctx: Context,
  purchase: Purchase,
  { payment, found }: Told,
  money: Pick<Parameters<typeof openReview>[2], "kind" | "externalId" | "receivedMinor">,
): Promise<void> {
  return openReview(ctx, purchase, {
    ...money,
    paymentId: payment.id,
    expectedMinor: money.kind === "second_payment" ? 0n : purchase.totalMinor,
    currency: found.currency,
  });
}

/** Writes down each piece once, and answers with those that are new. */
async function keepReceipts(
  ctx: Context,
  payment: Payment,
  found: readonly FoundReceipt[],
  isOpen: boolean,
): Promise<FoundReceipt[]> {
  const arrived: FoundReceipt[] = [];
  for (const receipt of found) {
    const [kept] = await ctx.db
      .insert(bankReceipts)
      .values({
        ...receipt,
        workspaceId: ctx.workspaceId,
        id: newId("rcp", ctx.now.getTime()),
        paymentId: payment.id,
        currency: payment.currency,
      })
      .onConflictDoNothing()
      .returning({ id: bankReceipts.id });
    if (!kept) continue;
    arrived.push(receipt);
    const late = receipt.late || !isOpen ? 1 : 0;
    await noteStep(ctx, payment.purchaseId, "transfer_received", { amountMinor: String(receipt.amountMinor), late });
  }
  return arrived;
}

const sumOf = (receipts: readonly FoundReceipt[]) => receipts.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);

const ofPayment = ({ workspaceId }: Context, id: string) =>
  and(eq(payments.workspaceId, workspaceId), eq(payments.id, id));
