import "server-only";
import { and, count, desc, eq, isNotNull, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { notifications } from "@/db/schema/work";
import type { Context } from "@/lib/context";
import { localDay, startOfDay } from "@/lib/time";
import { readerOf } from "./mark-read";

const pageSize = 30;
const mostActions = 50;

export type Notification = {
  id: string;
  kind: string;
  values: Record<string, string | number>;
  href: string | null;
  createdAt: Date;
  unread: boolean;
};

export type NotificationPage = {
  /** Stays until it is done; on the first page only. */
  needsAction: Notification[];
  today: Notification[];
  earlier: Notification[];
  /** Where the next page begins; null at the end. */
  next: string | null;
};

export async function listNotifications(
  ctx: Context,
  { timeZone, after, unreadOnly }: { timeZone: string; after?: string; unreadOnly?: boolean },
): Promise<NotificationPage> {
  const reader = readerOf(ctx);
  return inWorkspace(ctx, async (tx) => {
    const mine = and(
      eq(notifications.workspaceId, ctx.workspaceId),
      eq(notifications.userId, reader),
      unreadOnly ? isNull(notifications.readAt) : undefined,
    );
    const open = and(eq(notifications.needsAction, true), isNull(notifications.doneAt));
    const read = (where: SQL | undefined, limit: number) =>
      tx
        .select({
          id: notifications.id,
          kind: notifications.kind,
          values: notifications.values,
          href: notifications.href,
          createdAt: notifications.createdAt,
          unread: sql<boolean>`${notifications.readAt} is null`,
        })
        .from(notifications)
        .where(and(mine, where))
        // Ids are ordered by time, so one column is the whole key of the page.
        .orderBy(desc(notifications.id))
        .limit(limit);

    const rows = await read(
      and(
        or(eq(notifications.needsAction, false), isNotNull(notifications.doneAt)),
        after ? lt(notifications.id, after) : undefined,
      ),
      pageSize + 1,
    );
    const page = rows.slice(0, pageSize);
    const midnight = startOfDay(localDay(ctx.now, timeZone), timeZone);
    return {
      needsAction: after ? [] : await read(open, mostActions),
      today: page.filter((row) => row.createdAt >= midnight),
      earlier: page.filter((row) => row.createdAt < midnight),
      next: rows.length > pageSize ? (page.at(-1)?.id ?? null) : null,
    };
  });
}

export async function countUnread(ctx: Context): Promise<number> {
  const reader = readerOf(ctx);
  return inWorkspace(ctx, async (tx) => {
    const [row] = await tx
      .select({ unread: count() })
      .from(notifications)
      .where(
        and(
          eq(notifications.workspaceId, ctx.workspaceId),
          eq(notifications.userId, reader),
          isNull(notifications.readAt),
        ),
      );
    return row?.unread ?? 0;
  });
}
