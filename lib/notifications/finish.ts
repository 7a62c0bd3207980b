import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { notifications } from "@/db/schema/work";
import type { Context } from "@/lib/context";

/** What was asked for is done, by whomever: it leaves the top of everybody's list. */
export async function finishNotice(ctx: Context, effectKey: string): Promise<void> {
  await inWorkspace(ctx, (tx) =>
    tx
      .update(notifications)
      .set({ doneAt: ctx.now })
      .where(
        and(
          eq(notifications.workspaceId, ctx.workspaceId),
          eq(notifications.effectKey, effectKey),
          isNull(notifications.doneAt),
        ),
      ),
  );
}
