import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { usageEvents, usageReturns } from "@/db/schema/metering";
import type { Context } from "@/lib/context";
import type { UsageCursor } from "./list-usage";
import { maskRecipient, type Sight } from "./mask-recipient";

export type UsageReceipt = typeof usageEvents.$inferSelect & { returnedAt: Date | null; returnReason: string | null };

/** One event of the log, by its moment and its key, with everything that is known of it. */
export function readUsage(ctx: Context, at: UsageCursor, recipients: Sight): Promise<UsageReceipt | null> {
  const moment = sql`timestamptz 'epoch' + ${at.atMicros}::bigint * interval '1 microsecond'`;
  return inWorkspace(ctx, async (tx) => {
    const [row] = await tx
      .select({ event: usageEvents, returnedAt: usageReturns.returnedAt, returnReason: usageReturns.reason })
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
    const { event, returnedAt, returnReason } = row;
    const recipient = event.recipient && recipients === "masked" ? maskRecipient(event.recipient) : event.recipient;
    return { ...event, recipient, returnedAt, returnReason };
  });
}
