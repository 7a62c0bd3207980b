"use server";

import { z } from "zod";
import { memberAction } from "@/app/_gate/form-action";
import { markAllRead as markAll, markRead as markOne } from "@/lib/notifications/mark-read";
import { notificationId } from "@/lib/notifications/schema";

export const markRead = memberAction(
  "notifications.markRead",
  { input: z.strictObject({ id: notificationId }) },
  async (ctx, { id }) => {
    await markOne(ctx, id);
    return { done: "notifications.marked" };
  },
);

export const markAllRead = memberAction("notifications.markAllRead", { input: z.strictObject({}) }, async (ctx) => {
  await markAll(ctx);
  return { done: "notifications.allMarked" };
});
