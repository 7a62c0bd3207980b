import "server-only";
import { and, eq } from "drizzle-orm";
import { type Db, inWorkspace } from "@/db";
import { payments, type RefKind } from "@/db/schema/payments";
import type { Context, WorkspaceId } from "@/lib/context";
import { newId } from "@/lib/ids";
import { externalIdOf, keepRefs } from "./find-ref";
import type { FoundPayment } from "./provider";
import { providerOf } from "./providers";
import { type Settled, settlePayment } from "./settle-payment";

export type Payment = typeof payments.$inferSelect;

/** By which of the provider's names each kind of payment is looked up. */
export const refKinds = {
  checkout: "checkout",
  saved_card: "payment",
  transfer: "virtual_account",
  renewal: "invoice",
} as const satisfies Record<Payment["kind"], RefKind>;

export async function readPayment(ctx: Context, id: string): Promise<Payment | null> {
  const [found] = await inWorkspace(ctx, (tx) =>
    tx
      .select()
      .from(payments)
      .where(and(eq(payments.workspaceId, ctx.workspaceId), eq(payments.id, id))),
  );
  return found ?? null;
}

type Asked = "look" | "close";

/**
 * Asks the provider how a payment stands and brings ours to it. Nothing that an announcement says is believed; it is only
 * the reason to ask. Null when the provider was never told of it.
 */
export async function lookAtPayment(ctx: Context, payment: Payment, ask: Asked = "look"): Promise<Settled | null> {
  const provider = providerOf(payment.provider);
  const account = await provider.account(ctx);
  const externalId = await externalIdOf(ctx, refKinds[payment.kind], payment.id, account);
  if (!externalId) return null;
  const found = await provider[ask](ctx, externalId);
  await keepFoundRefs(ctx, payment, account, found);
  await keepAnswered(ctx, payment);
  return settlePayment(ctx, { payment, externalId, found });
}

/** Whoever watches knows that what they see is the provider's word, and since when. */
async function keepAnswered(ctx: Context, { id }: Payment): Promise<void> {
  await inWorkspace(ctx, (tx) =>
    tx
      .update(payments)
      .set({ lookedAt: ctx.now, lookAskedAt: null })
      .where(and(eq(payments.workspaceId, ctx.workspaceId), eq(payments.id, id))),
  );
}

export function keepFoundRefs(
  ctx: Context,
  { provider, id }: Payment,
  account: { account: string; livemode: boolean },
  { refs }: FoundPayment,
): Promise<void> {
  return keepRefs(
    ctx,
    provider,
    account,
    refs.map((ref) => ({ ...ref, ourId: id })),
  );
}

/** Asked for by the page that watches: it may hurry the look, and never does it itself. */
export async function lookNow(
  db: Db,
  { workspaceId, paymentId }: { workspaceId: WorkspaceId; paymentId: string },
  now: Date,
): Promise<void> {
  const ctx: Context = { workspaceId, actor: { kind: "system", name: "watch" }, now, db, requestId: newId("req") };
  const payment = await readPayment(ctx, paymentId);
  if (payment) await lookAtPayment(ctx, payment);
}
