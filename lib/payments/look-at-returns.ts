import "server-only";
import { and, eq, inArray, lte } from "drizzle-orm";
import { type Db, inSystem, inWorkspace } from "@/db";
import { payments } from "@/db/schema/payments";
import { disputes, refunds } from "@/db/schema/purchases";
import type { Context } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { log } from "@/lib/log";
import { lockPurchase } from "@/lib/purchases/lock-purchase";
import type { Refund } from "@/lib/purchases/read-returns";
import { settleRefund } from "@/lib/purchases/settle-refund";
import { type SettledReturns, settleReturns } from "@/lib/purchases/settle-returns";
import { externalIdOf, keepRefs } from "./find-ref";
import { lookAtPayment, type Payment, readPayment, refKinds } from "./look-at-payment";
import type { ProviderAccount } from "./provider";
import { providerContext } from "./provider-context";
import { providerOf } from "./providers";

/** Asks the provider what went back of a payment, or is asked back, and brings ours to it. */
export async function lookAtReturns(ctx: Context, payment: Payment): Promise<SettledReturns> {
  const provider = providerOf(payment.provider);
  const account = await provider.account(ctx);
  const externalId = await paidAs(ctx, payment, account);
  if (!externalId || !provider.returns) return { status: "unpaid" };
  const found = await provider.returns(ctx, externalId);
  const settled = await settleReturns(ctx, { payment, account, found });
  if (settled.status !== "unpaid") return settled;
  // Money can be on its way back before anybody here has heard that it came.
  await lookAtPayment(ctx, payment);
  return settleReturns(ctx, { payment, account, found: await provider.returns(ctx, externalId) });
}

/** Asks for a refund that is written down. Asked again under its name, the provider answers as it did the first time. */
export async function askedRefund(ctx: Context, refund: Refund, paymentId: string): Promise<void> {
  const payment = await readPayment(ctx, paymentId);
  invariant(payment, "a refund is of a payment");
  const provider = providerOf(payment.provider);
  const { id: refundId, purchaseId, amountMinor } = refund;
  const settle = (status: "succeeded" | "failed") =>
    inWorkspace(ctx, async (tx) => {
      await lockPurchase(tx, ctx, purchaseId);
      return settleRefund({ ...ctx, db: tx }, purchaseId, { refundId, amountMinor, status });
    });
  // Where money goes back by hand, the operator says that it has.
  if (!provider.refund) {
    await settle("succeeded");
    return;
  }
  const account = await provider.account(ctx);
  const externalId = await paidAs(ctx, payment, account);
  invariant(externalId, "what was paid has a name at its provider");
  const answer = await provider.refund(ctx, externalId, { refundId, amountMinor });
  if (!answer) {
    await settle("failed");
    return;
  }
  await keepRefs(ctx, payment.provider, account, [{ externalId: answer.externalId, kind: "refund", ourId: refundId }]);
  await lookAtReturns(ctx, payment);
}

async function paidAs(ctx: Context, { id, kind }: Payment, account: ProviderAccount): Promise<string | null> {
  return (await externalIdOf(ctx, "payment", id, account)) ?? externalIdOf(ctx, refKinds[kind], id, account);
}

const quietMs = 2 * 60_000;

/** What is on its way back and was not heard of for a while is asked about, and what was asked for in vain is asked for again. */
export async function lookAtOpenReturns(db: Db, now: Date): Promise<number> {
  const before = new Date(now.getTime() - quietMs);
  const [asked, open] = await inSystem(db, (tx) =>
    Promise.all([
      tx
        .select()
        .from(refunds)
        .where(and(inArray(refunds.status, ["asked", "pending"]), lte(refunds.createdAt, before)))
        .limit(500),
      tx
        .select()
        .from(disputes)
        .where(and(inArray(disputes.status, ["inquiry", "open"]), lte(disputes.openedAt, before)))
        .limit(500),
    ]),
  );
  for (const one of [...asked, ...open]) {
    const ctx = providerContext(db, one.workspaceId, "stripe", now);
    await followUp(ctx, one).catch((error: unknown) =>
      log.warn({ purchase_id: one.purchaseId, err: error }, "money on its way back could not be looked at"),
    );
  }
  return asked.length + open.length;
}

async function followUp(ctx: Context, one: Refund | typeof disputes.$inferSelect): Promise<void> {
  const paid = await inWorkspace(ctx, (tx) =>
    tx
      .select()
      .from(payments)
      .where(
        and(
          eq(payments.workspaceId, ctx.workspaceId),
          eq(payments.purchaseId, one.purchaseId),
          eq(payments.status, "paid"),
        ),
      )
      .orderBy(payments.finishedAt),
  );
  const [first] = paid;
  if (first && one.status === "asked") await askedRefund(ctx, one, first.id);
  else for (const payment of paid) await lookAtReturns(ctx, payment);
}
