import "server-only";
import { and, eq } from "drizzle-orm";
import { type Db, inWorkspace } from "@/db";
import { payments } from "@/db/schema/payments";
import { purchases } from "@/db/schema/purchases";
import { actorText, type Context } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { keepRefs } from "@/lib/payments/find-ref";
import type { ProviderAccount } from "@/lib/payments/provider";
import { noteStep } from "@/lib/purchases/note-step";
import { lockNumbers } from "@/lib/purchases/start-purchase";
import { lockRecurring, type Recurring } from "./lock-recurring";
import { readTerms } from "./terms";

export type Payment = typeof payments.$inferSelect;
export type Due = { period: number; version: number; invoice: string };

/** As long as a provider goes on asking for a renewal, and a while longer. */
const openDays = 45;

/**
 * The purchase of a period and the one try to pay it, made when somebody first sees its invoice: with what was frozen, not
 * with what the invoice says.
 */
export function periodPayment(ctx: Context, id: string, at: ProviderAccount, due: Due): Promise<Payment> {
  return inWorkspace(ctx, async (tx) => {
    const inner = { ...ctx, db: tx };
    const recurring = await lockRecurring(tx, ctx, id);
    const purchaseId = (await purchaseOf(tx, ctx, id, due.period)) ?? (await make(inner, recurring, due));
    const mine = and(eq(payments.workspaceId, ctx.workspaceId), eq(payments.purchaseId, purchaseId));
    const [known] = await tx.select().from(payments).where(mine).limit(1);
    if (known) return known;
    const [purchase] = await tx.select().from(purchases).where(ofPurchase(ctx, purchaseId));
    invariant(purchase, "a period has its purchase");
    const [payment] = await tx
      .insert(payments)
      .values({
        workspaceId: ctx.workspaceId,
        id: newId("pay", ctx.now.getTime()),
        purchaseId,
        attempt: 1,
        provider: "stripe",
        kind: "renewal",
        status: "asked",
        amountMinor: purchase.totalMinor,
        currency: purchase.currency,
        createdAt: ctx.now,
        expiresAt: purchase.expiresAt,
      })
      .returning();
    invariant(payment, "an insert answers with its row");
    await keepRefs(inner, "stripe", at, [{ externalId: due.invoice, kind: "invoice", ourId: payment.id }]);
    return payment;
  });
}

async function make(ctx: Context, recurring: Recurring, { period, version }: Due): Promise<string> {
  const kept = recurring.versions[version];
  invariant(kept, "what a period costs was frozen before it was asked for");
  const terms = readTerms(kept);
  const takeNumber = await lockNumbers(ctx.db, ctx);
  const id = newId("pur", ctx.now.getTime());
  await ctx.db.insert(purchases).values({
    ...terms,
    workspaceId: ctx.workspaceId,
    id,
    number: await takeNumber(),
    pocket: recurring.pocket,
    recurringId: recurring.id,
    period,
    method: "saved_card",
    paymentMethodId: recurring.paymentMethodId,
    createdBy: actorText(ctx.actor),
    createdAt: ctx.now,
    statusAt: ctx.now,
    expiresAt: new Date(ctx.now.getTime() + openDays * 86_400_000),
  });
  await noteStep(ctx, id, "created", {});
  return id;
}

async function purchaseOf(tx: Db, ctx: Context, recurringId: string, period: number): Promise<string | null> {
  const [found] = await tx
    .select({ id: purchases.id })
    .from(purchases)
    .where(
      and(
        eq(purchases.workspaceId, ctx.workspaceId),
        eq(purchases.recurringId, recurringId),
        eq(purchases.period, period),
      ),
    );
  return found?.id ?? null;
}

const ofPurchase = ({ workspaceId }: Context, id: string) =>
  and(eq(purchases.workspaceId, workspaceId), eq(purchases.id, id));
