import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { type Db, inWorkspace } from "@/db";
import { holds } from "@/db/schema/holds";
import { usageEvents, usageReturns } from "@/db/schema/metering";
import type { Context } from "@/lib/context";
import { eventCosts } from "./event-costs";
import { eventKey } from "./event-key";
import type { UsageCursor } from "./list-usage";
import { maskRecipient, type Sight } from "./mask-recipient";

/** The hold that the event was charged from. */
export type HeldFor = Pick<typeof holds.$inferSelect, "key" | "state" | "amountMicro" | "openedAt" | "expiresAt"> & {
  id: string;
};

export type UsageReceipt = typeof usageEvents.$inferSelect & {
  returnedAt: Date | null;
  returnReason: string | null;
  /** The entry that gave it back. */
  returnTx: bigint | null;
  hold: HeldFor | null;
  /** What its credits had cost; null for what was refused. */
  costMinor: bigint | null;
};

/** One event of the log, by its moment and its key, with everything that is known of it. */
export function readUsage(ctx: Context, at: UsageCursor, recipients: Sight): Promise<UsageReceipt | null> {
  const moment = sql`timestamptz 'epoch' + ${at.atMicros}::bigint * interval '1 microsecond'`;
  return inWorkspace(ctx, async (tx) => {
    const [row] = await tx
      .select({
        event: usageEvents,
        returnedAt: usageReturns.returnedAt,
        returnReason: usageReturns.reason,
        returnTx: usageReturns.tx,
      })
      .from(usageEvents)
      .leftJoin(
        usageReturns,
        and(
          eq(usageReturns.workspaceId, usageEvents.workspaceId),
          eq(usageReturns.key, usageEvents.key),
          eq(usageReturns.occurredAt, usageEvents.occurredAt),
        ),
      )
      .where(
        and(
          eq(usageEvents.workspaceId, ctx.workspaceId),
          eq(usageEvents.key, at.key),
          sql`${usageEvents.occurredAt} = ${moment}`,
        ),
      );
    if (!row) return null;
    const { event, ...given } = row;
    const recipient = event.recipient && recipients === "masked" ? maskRecipient(event.recipient) : event.recipient;
    const costs = await eventCosts(tx, ctx, [event]);
    return {
      ...event,
      ...given,
      recipient,
      hold: event.seq === null ? null : await holdOf(tx, ctx, event),
      costMinor: event.seq === null ? null : (costs.get(event.seq) ?? 0n),
    };
  });
}

/** A call that was put right is charged under a key of its own, and shown under the id of its hold. */
async function holdOf(
  tx: Db,
  ctx: Context,
  { key, externalId }: Pick<typeof usageEvents.$inferSelect, "key" | "externalId">,
): Promise<HeldFor | null> {
  const { state, amountMicro, openedAt, expiresAt } = holds;
  const keys = [key, ...(externalId === null ? [] : [eventKey(externalId).key])];
  const [hold] = await tx
    .select({ key: holds.key, externalId: holds.externalId, state, amountMicro, openedAt, expiresAt })
    .from(holds)
    .where(and(eq(holds.workspaceId, ctx.workspaceId), inArray(holds.key, keys)));
  if (!hold) return null;
  const { externalId: itsId, ...rest } = hold;
  return { ...rest, id: itsId ?? hold.key };
}
