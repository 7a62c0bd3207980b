import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { notifications } from "@/db/schema/work";
import type { Context, UserId } from "@/lib/context";
import { AppError } from "@/lib/errors";

export function markRead(ctx: Context, id: string): Promise<void> {
  return markUnread(ctx, id);
}

export function markAllRead(ctx: Context): Promise<void> {
  return markUnread(ctx);
}

async function markUnread(ctx: Context, id?: string): Promise<void> {
  const reader = readerOf(ctx);
  await inWorkspace(ctx, (tx) =>
    tx
      .update(notifications)
      .set({ readAt: ctx.now })
      .where(
        and(
          eq(notifications.workspaceId, ctx.workspaceId),
          eq(notifications.userId, reader),
          isNull(notifications.readAt),
          id ? eq(notifications.id, id) : undefined,
        ),
      ),
  );
}

/** A notification belongs to one person; keys and jobs have none. */
export function readerOf(ctx: Context): UserId {
  if (ctx.actor.kind !== "user") throw new AppError("forbidden");
  return ctx.actor.id;
}
