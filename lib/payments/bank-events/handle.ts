import "server-only";
import { and, eq } from "drizzle-orm";
import { type Db, inSystem } from "@/db";
import { payments, providerRefs, reviews } from "@/db/schema/payments";
import { readAccount, type VirtualAccount } from "@/lib/bank/virtual-accounts";
import type { WorkspaceId } from "@/lib/context";
import { newId } from "@/lib/ids";
import { bankAccount } from "../by-bank";
import { keepRefs } from "../find-ref";
import { lookAtPayment, readPayment } from "../look-at-payment";
import { providerContext } from "../provider-context";
import type { Handled, StoredEvent } from "../work-events";

type Owner = { workspaceId: WorkspaceId; paymentId: string };

/** An account at the bank has changed: we ask how it stands. Money in an account that is nobody's waits for the operator. */
export async function handleBankEvent(db: Db, event: StoredEvent, now: Date): Promise<Handled> {
  const { account, livemode } = bankAccount();
  if (event.livemode !== livemode || event.account !== account)
    return { status: "done", said: "Of another account or of another mode: not ours." };
  if (!event.objectId) return { status: "done", said: "Nothing follows from it." };
  const owner = (await namedOwner(db, event, event.objectId)) ?? (await wishedOwner(db, event.objectId, now));
  if ("said" in owner) return owner;
  const ctx = providerContext(db, owner.workspaceId, "bank", now);
  const payment = await readPayment(ctx, owner.paymentId);
  if (!payment) return { status: "waiting", said: "About a payment nobody here knows yet." };
  const settled = await lookAtPayment(ctx, payment);
  return {
    status: settled ? "done" : "waiting",
    said: settled ? `Payment ${payment.id}: ${settled}.` : "The payment is not opened yet.",
    workspaceId: owner.workspaceId,
  };
}

function namedOwner(db: Db, { account, livemode }: StoredEvent, externalId: string): Promise<Owner | null> {
  return inSystem(db, async (tx) => {
    const [named] = await tx
      .select({ workspaceId: providerRefs.workspaceId, paymentId: providerRefs.ourId })
      .from(providerRefs)
      .where(
        and(
          eq(providerRefs.provider, "bank"),
          eq(providerRefs.account, account),
          eq(providerRefs.livemode, livemode),
          eq(providerRefs.externalId, externalId),
        ),
      );
    return named ?? null;
  });
}

/** Opened by a process that died before it could write the name down: the account says for which try it was wished. */
async function wishedOwner(db: Db, externalId: string, now: Date): Promise<Owner | Handled> {
  const account = await readAccount(externalId);
  const [purchaseId = "", attempt] = account.external_id.split(":");
  const [meant] = await inSystem(db, (tx) =>
    tx
      .select({ workspaceId: payments.workspaceId, paymentId: payments.id })
      .from(payments)
      .where(
        and(
          eq(payments.purchaseId, purchaseId),
          eq(payments.attempt, Number(attempt) || 0),
          eq(payments.provider, "bank"),
        ),
      ),
  );
  if (!meant) return setAsideUnowned(db, account, now);
  const ctx = providerContext(db, meant.workspaceId, "bank", now);
  await keepRefs(ctx, "bank", bankAccount(), [{ externalId, kind: "virtual_account", ourId: meant.paymentId }]);
  return meant;
}

async function setAsideUnowned(db: Db, { payments: transfers, currency }: VirtualAccount, now: Date): Promise<Handled> {
  if (transfers.length === 0) return { status: "done", said: "Of an account that was not opened here." };
  await inSystem(db, (tx) =>
    tx
      .insert(reviews)
      .values(
        transfers.map(({ id, amount }) => ({
          id: newId("rev", now.getTime()),
          kind: "unknown_payment" as const,
          provider: "bank" as const,
          externalId: id,
          receivedMinor: amount,
          currency,
          createdAt: now,
        })),
      )
      .onConflictDoNothing(),
  );
  return { status: "done", said: "Money in an account that was not opened here: it waits for the operator." };
}
