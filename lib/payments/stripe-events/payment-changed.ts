import "server-only";
import type { Db } from "@/db";
import { lookAtPayment, readPayment } from "../look-at-payment";
import { providerContext } from "../provider-context";
import type { Handled, StoredEvent } from "../work-events";
import { whoseObject } from "./whose-object";

/** A page, a payment or a charge has changed: we ask how the payment stands. */
export async function paymentChanged(db: Db, event: StoredEvent, now: Date): Promise<Handled> {
  const owner = await whoseObject(db, event);
  if (owner === "stranger") return { status: "done", said: "Of something that was not bought here." };
  if (!owner) return { status: "waiting", said: "About a payment nobody here knows yet." };
  const ctx = providerContext(db, owner.workspaceId, "stripe", now);
  const payment = await readPayment(ctx, owner.paymentId);
  if (!payment) return { status: "waiting", said: "About a payment nobody here knows yet." };
  const settled = await lookAtPayment(ctx, payment);
  return {
    status: settled ? "done" : "waiting",
    said: settled ? `Payment ${payment.id}: ${settled}.` : "The payment is not opened yet.",
    workspaceId: owner.workspaceId,
  };
}
