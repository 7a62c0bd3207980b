import "server-only";
import { inWorkspace } from "@/db";
import { recurringPurchases } from "@/db/schema/payments";
import { recordAudit } from "@/lib/audit/record-audit";
import { actorText, type Context } from "@/lib/context";
import { AppError, invariant } from "@/lib/errors";
import { updateSubscription } from "@/lib/stripe/subscriptions";
import { livingSubscription } from "./find-subscription";
import { lockRecurring, ofRecurring, type Recurring } from "./lock-recurring";
import { lookAtRecurring } from "./look-at-recurring";
import { turnAfter } from "./rhythm";

/** Nothing is bought after the period that is paid for; until then it can be undone. */
export async function stopRecurring(ctx: Context, id: string): Promise<void> {
  const { id: name } = await livingSubscription(ctx, id);
  await updateSubscription(name, { cancel_at_period_end: true }, keyOf(ctx, "stop", id));
  await note(ctx, id, "recurring.stop", { stoppedBy: actorText(ctx.actor) });
  await lookAtRecurring(ctx, id);
}

export async function goOnRecurring(ctx: Context, id: string): Promise<void> {
  const { id: name } = await livingSubscription(ctx, id);
  await updateSubscription(name, { cancel_at_period_end: false }, keyOf(ctx, "go-on", id));
  await note(ctx, id, "recurring.go_on", { stoppedBy: null });
  await lookAtRecurring(ctx, id);
}

/** The coming period is left out: the next charge falls a period later, on the day it would have had anyway. */
export async function skipNext(ctx: Context, id: string): Promise<void> {
  const before = await read(ctx, id);
  if (before.status === "past_due") throw new AppError("conflict", "recurring_owes");
  if (before.skipsNext) return;
  const { id: name } = await livingSubscription(ctx, id);
  invariant(before.nextAt, "what lives has a next charge");
  const after = turnAfter(before.anchorAt, before.rhythm, before.nextAt);
  await putOff(ctx, { id, name, to: after, what: "skip" });
  await note(ctx, id, "recurring.skip", { skipsNext: true });
  await lookAtRecurring(ctx, id);
}

export async function skipNothing(ctx: Context, id: string): Promise<void> {
  const before = await read(ctx, id);
  if (!before.skipsNext) return;
  const { id: name } = await livingSubscription(ctx, id);
  await putOff(ctx, { id, name, to: turnAfter(before.anchorAt, before.rhythm, ctx.now), what: "unskip" });
  await note(ctx, id, "recurring.unskip", { skipsNext: false });
  await lookAtRecurring(ctx, id);
}

async function putOff(ctx: Context, { id, name, to, what }: { id: string; name: string; to: Date; what: string }) {
  const trialEnd = Math.floor(to.getTime() / 1_000);
  await updateSubscription(
    name,
    { trial_end: trialEnd, proration_behavior: "none" },
    `${keyOf(ctx, what, id)}:${trialEnd}`,
  );
}

async function note(ctx: Context, id: string, action: string, change: Partial<Recurring>): Promise<void> {
  await inWorkspace(ctx, async (tx) => {
    await lockRecurring(tx, ctx, id);
    await tx.update(recurringPurchases).set(change).where(ofRecurring(ctx, id));
    await recordAudit({ ...ctx, db: tx }, { action, target: id });
  });
}

async function read(ctx: Context, id: string): Promise<Recurring> {
  return inWorkspace(ctx, (tx) => lockRecurring(tx, ctx, id));
}

/** Each press is a request of its own; the same one, sent again after silence, is not. */
const keyOf = ({ requestId }: Context, what: string, id: string) => `recurring:${what}:${id}:${requestId}`;
