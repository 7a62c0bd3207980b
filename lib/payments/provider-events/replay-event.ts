import "server-only";
import { and, eq } from "drizzle-orm";
import { inOperation } from "@/db";
import { type ProviderName, providerEvents } from "@/db/schema/payments";
import { recordAudit } from "@/lib/audit/record-audit";
import type { OperatorContext, WorkspaceId } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { enqueue } from "@/lib/jobs/enqueue";

/** Works a stored announcement off once more, as if it had just come. Whoever handles it asks the provider how things stand now. */
export function replayEvent(ctx: OperatorContext, event: { provider: ProviderName; id: string }): Promise<void> {
  return inOperation(ctx, async (tx) => {
    const mine = and(eq(providerEvents.provider, event.provider), eq(providerEvents.id, event.id));
    const [before] = await tx.select().from(providerEvents).where(mine).for("no key update");
    if (!before) throw new AppError("not_found");
    await tx
      .update(providerEvents)
      .set({ status: "pending", attempts: 0, nextAt: ctx.now, leasedUntil: null, finishedAt: null })
      .where(mine);
    await enqueue(tx, "payments.work_events", {}, { key: "payments.work_events", maxAttempts: 1 });
    if (!before.workspaceId) return;
    await recordAudit(
      { ...ctx, db: tx, workspaceId: before.workspaceId as WorkspaceId },
      {
        action: "payment_event.replay",
        target: event.id,
        before: { status: before.status, attempts: before.attempts },
        after: { status: "pending" },
      },
    );
  });
}
