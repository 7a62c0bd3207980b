import "server-only";
import type { Db } from "@/db";
import { lookAtPayment, readPayment } from "../look-at-payment";
import { lookAtReturns } from "../look-at-returns";
import { providerContext } from "../provider-context";
import type { Handled, StoredEvent } from "../work-events";
import { whoseReturn } from "./whose-object";

/** A refund or a dispute has changed: we ask what went back of its payment. */
export async function returnsChanged(db: Db, event: StoredEvent, now: Date): Promise<Handled> {
  const owner = await whoseReturn(db, event);
  if (owner === "stranger") return { status: "done", said: "Of something that was not bought here." };
  if (!owner) return { status: "waiting", said: "About a payment nobody here knows yet." };
  const { workspaceId } = owner;
  const ctx = providerContext(db, workspaceId, "stripe", now);
  const payment = await readPayment(ctx, owner.paymentId);
  if (!payment) return { status: "waiting", said: "About a payment nobody here knows yet." };
  const settled = await lookAtReturns(ctx, payment);
  if (settled.status === "unpaid") {
    await lookAtPayment(ctx, payment);
    return { status: "waiting", said: "What it gives back is not paid here yet.", workspaceId };
  }
  if (settled.status === "aside")
    return { status: "done", said: `Payment ${payment.id} brought no credits: nothing is taken back.`, workspaceId };
  return { status: "done", said: `Payment ${payment.id}: ${settled.changes} changed.`, workspaceId };
}
