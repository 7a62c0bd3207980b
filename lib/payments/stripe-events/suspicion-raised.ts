import "server-only";
import { type Db, inWorkspace } from "@/db";
import { recordAudit } from "@/lib/audit/record-audit";
import { lockPurchase } from "@/lib/purchases/lock-purchase";
import { hasStep, noteStep } from "@/lib/purchases/note-step";
import { readPayment } from "../look-at-payment";
import { providerContext } from "../provider-context";
import type { Handled, StoredEvent } from "../work-events";
import { whoseReturn } from "./whose-object";

/** The provider finds a payment suspicious. That takes nothing from anybody: it is noted once, for whoever looks. */
export async function suspicionRaised(db: Db, event: StoredEvent, now: Date): Promise<Handled> {
  const owner = await whoseReturn(db, event);
  if (owner === "stranger") return { status: "done", said: "Of something that was not bought here." };
  if (!owner) return { status: "waiting", said: "About a payment nobody here knows yet." };
  const { workspaceId } = owner;
  const ctx = providerContext(db, workspaceId, "stripe", now);
  const payment = await readPayment(ctx, owner.paymentId);
  if (!payment) return { status: "waiting", said: "About a payment nobody here knows yet." };
  const kind = event.type.startsWith("review.") ? "review" : "fraud_warning";
  return inWorkspace(ctx, async (tx) => {
    const inner = { ...ctx, db: tx };
    await lockPurchase(tx, ctx, payment.purchaseId);
    if (await hasStep(inner, payment.purchaseId, "suspected"))
      return { status: "done", said: "Noted before.", workspaceId };
    await noteStep(inner, payment.purchaseId, "suspected", { kind });
    await recordAudit(inner, { action: "purchase.suspected", target: payment.purchaseId, after: { kind } });
    return { status: "done", said: `Payment ${payment.id} is noted as suspicious.`, workspaceId };
  });
}
